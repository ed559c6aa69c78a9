//! What a fishbone says, before it is drawn: a head, ribs on either side of the spine, twigs on the ribs.

use crate::layout::legend::Entry;
use crate::layout::marks::Mark;
use crate::layout::scene::Reference;

/// A whole fishbone.
#[derive(Debug, Default)]
pub(super) struct Bones {
    pub head: Head,
    /// The ribs above the spine, from left to right.
    pub above: Vec<Rib>,
    /// The ribs below the spine, from left to right.
    pub below: Vec<Rib>,
    pub joints: Joints,
    /// What the two sides are, where the sides mean something.
    pub sides: Option<[String; 2]>,
    /// How far the way along the spine has been gone; none where it is no way in time.
    pub progress: Option<Progress>,
    /// What has to be said of the whole picture: a quiet period, what is missing.
    pub notes: Vec<Note>,
    /// Further marks that need a word, after those of the twigs.
    pub entries: Vec<Entry>,
}

/// The head: the question or goal.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub words: String,
    /// Smaller lines under it.
    pub lines: Vec<String>,
    pub side: HeadSide,
    pub reference: Option<Reference>,
}

/// Where the head is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum HeadSide {
    /// At the right: the picture runs towards it.
    #[default]
    Right,
    /// At the left: the picture runs from it.
    Left,
}

/// How the ribs of the two sides meet the spine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Joints {
    /// In turn: above, below, above, below.
    #[default]
    InTurn,
    /// In pairs: each joint has a rib above and one below.
    InPairs,
}

/// How far a way in time has been gone; one entry of `quiet` for each joint.
#[derive(Debug)]
pub(super) struct Progress {
    /// So many joints are behind us.
    pub done: usize,
    /// What stands at the mark of today.
    pub today: String,
    /// Whether the way to each joint lies in a quiet period.
    pub quiet: Vec<bool>,
}

/// Something said of the whole picture.
#[derive(Debug)]
pub(super) struct Note {
    pub mark: Mark,
    pub words: String,
}

/// A rib.
#[derive(Debug, Default)]
pub(super) struct Rib {
    pub name: String,
    /// A smaller line under the name.
    pub note: String,
    pub tone: Tone,
    pub reference: Option<Reference>,
    pub twigs: Vec<Twig>,
}

/// How strongly a rib speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tone {
    #[default]
    Plain,
    /// Where the eye should go first.
    Strong,
    /// Outside the account.
    Outside,
    /// Behind us, or empty.
    Quiet,
    /// No box at the end of the rib: its fellow on the other side bears the name.
    Bare,
}

/// A twig: what stands on a line parallel to the spine.
#[derive(Debug, Default)]
pub(super) struct Twig {
    pub reference: Option<Reference>,
    pub marks: Vec<Mark>,
    pub words: String,
    /// A smaller line under it: owner, day, grade.
    pub note: String,
    pub look: Look,
    /// What hangs on the twig.
    pub leaves: Vec<Leaf>,
}

/// How a twig looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Look {
    #[default]
    Plain,
    /// Read second: from a template, or what is left out.
    Faint,
    /// A card, for people.
    Card,
    /// A card with a dashed edge, for a vacant seat.
    Vacant,
}

/// A line that hangs on a twig.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    pub reference: Option<Reference>,
    pub mark: Option<Mark>,
    pub words: String,
}

impl Bones {
    /// Deals the ribs out to the two sides in turn, the first one above.
    pub(super) fn deal_out(&mut self, ribs: Vec<Rib>) {
        for (at, rib) in ribs.into_iter().enumerate() {
            if at % 2 == 0 { self.above.push(rib) } else { self.below.push(rib) }
        }
    }

    /// The ribs of both sides.
    pub(super) fn ribs(&self) -> impl Iterator<Item = &Rib> {
        self.above.iter().chain(&self.below)
    }

    /// The marks that twigs and leaves bear, each once, in order of appearance.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut found: Vec<Mark> = Vec::new();
        for twig in self.ribs().flat_map(|rib| &rib.twigs) {
            let on_leaves = twig.leaves.iter().filter_map(|leaf| leaf.mark);
            for mark in twig.marks.iter().copied().chain(on_leaves) {
                if !found.contains(&mark) {
                    found.push(mark);
                }
            }
        }
        found
    }
}

impl Rib {
    /// Keeps the first `most` twigs; what is left out is counted in one more.
    pub(super) fn limited(mut self, most: usize, left_out: impl Fn(usize) -> String) -> Self {
        if self.twigs.len() > most + 1 {
            let count = self.twigs.len() - most;
            self.twigs.truncate(most);
            self.twigs.push(Twig { words: left_out(count), look: Look::Faint, ..Twig::default() });
        }
        self
    }
}
