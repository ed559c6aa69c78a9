//! What hangs under a card: branches side by side, and runs of leaves gathered in stacks.

use super::{Extent, Forest, Stacks};

/// The fewest leaves that are stacked under the root of a tree, among branches or alone.
const ROOT_RUN: usize = 4;
const ROOT_TEAM: usize = 7;

/// One thing in the row under a card.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Slot {
    /// A card with what hangs under it.
    Branch(u32),
    /// Leaves in columns, filled downwards.
    Stack(Stack),
}

/// Leaves in columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stack {
    /// The leaves, in their order.
    pub leaves: Vec<u32>,
    /// How many stand in a column.
    pub rows: usize,
    /// How large the whole is, rails included.
    pub extent: Extent,
}

/// The family relations of a forest in arrays: children of a card lie together.
pub(super) struct Families {
    pub children: Vec<Vec<u32>>,
    pub roots: Vec<u32>,
    pub depths: Vec<u32>,
}

impl Families {
    pub(super) fn of(parents: &[Option<u32>]) -> Self {
        let mut children = vec![Vec::new(); parents.len()];
        let mut roots = Vec::new();
        let mut depths = vec![0; parents.len()];
        for (index, parent) in parents.iter().enumerate() {
            match parent {
                Some(parent) => {
                    children[*parent as usize].push(index as u32);
                    depths[index] = depths[*parent as usize] + 1;
                }
                None => roots.push(index as u32),
            }
        }
        Self { children, roots, depths }
    }
}

/// The slots under each card; stacks have so many times the columns that they would have by themselves.
pub(super) fn slots(forest: &Forest, families: &Families, columns: usize) -> Vec<Vec<Slot>> {
    (0..forest.parents.len()).map(|index| slots_under(forest, families, columns, index)).collect()
}

fn slots_under(forest: &Forest, families: &Families, columns: usize, index: usize) -> Vec<Slot> {
    let children = &families.children[index];
    let is_leaf = |child: u32| families.children[child as usize].is_empty();
    let is_team = children.iter().all(|&child| is_leaf(child));
    let fewest = match (forest.stacks, families.depths[index], is_team) {
        (Stacks::None, ..) => usize::MAX,
        (Stacks::Columns, 0, true) => ROOT_TEAM,
        (Stacks::Columns, 0, false) => ROOT_RUN,
        (Stacks::Columns, _, true) => 1,
        (Stacks::Columns, _, false) => 2,
    };
    let mut slots = Vec::new();
    for run in children.chunk_by(|&a, &b| is_leaf(a) && is_leaf(b)) {
        if is_leaf(run[0]) && run.len() >= fewest {
            slots.push(Slot::Stack(stack(forest, run.to_vec(), columns)));
        } else {
            slots.extend(run.iter().map(|&child| Slot::Branch(child)));
        }
    }
    slots
}

/// Sets leaves in as many columns as keep the stack in shape: one up to eight leaves, more for larger teams.
fn stack(forest: &Forest, leaves: Vec<u32>, columns: usize) -> Stack {
    let gaps = &forest.gaps;
    let sizes = || leaves.iter().map(|&leaf| forest.stacked[leaf as usize]);
    let width = sizes().map(|size| size.across).fold(0.0, f64::max) + gaps.rail;
    let total: f64 = sizes().map(|size| size.down + gaps.stacked).sum();
    let columns_in_shape = (total * forest.shape / (width + gaps.across)).sqrt().floor().max(1.0) as usize;
    let usual_columns = leaves.len().div_ceil(8).min(columns_in_shape);
    let rows = leaves.len().div_ceil(usual_columns * columns);
    let columns = leaves.len().div_ceil(rows);
    let down = leaves.chunks(rows).map(|column| column_extent(forest, column)).fold(0.0, f64::max);
    let across = columns as f64 * (width + gaps.across) - gaps.across;
    Stack { leaves, rows, extent: Extent { across, down } }
}

fn column_extent(forest: &Forest, column: &[u32]) -> f64 {
    let cards: f64 = column.iter().map(|&leaf| forest.stacked[leaf as usize].down + forest.gaps.stacked).sum();
    cards - forest.gaps.stacked
}
