//! Those of whose ties nothing is known: a quiet list in columns under the network.

use super::cast::Cast;
use super::words::Words;
use crate::font::{Weight, Wrap, wrap};
use crate::layout::scene::{Dash, Group, Ink, Item, Lettering, Path, Reference, Role, Segment, Stroke, write_line};

const HEADING: Lettering = Lettering { size: 12.5, weight: Weight::Medium, ink: Ink::Muted };
const NAME: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Text };
const PLACE: Lettering = Lettering { size: 10.5, weight: Weight::Regular, ink: Ink::Muted };
const HEAD: f32 = 32.0;
const ROW: f32 = 20.0;
/// The least width of a column.
const COLUMN: f32 = 220.0;
const GAP: f32 = 16.0;
/// The most rows; who does not fit is counted.
const MOST_ROWS: usize = 16;

/// The list, measured.
pub(super) struct Aside<'a> {
    cast: &'a Cast<'a>,
    words: Words,
    columns: usize,
    width: f32,
    /// How high it is.
    pub height: f32,
}

impl<'a> Aside<'a> {
    /// The list within a width; none when everybody has ties.
    pub(super) fn of(cast: &'a Cast<'a>, width: f32, words: Words) -> Option<Self> {
        if cast.aside.is_empty() {
            return None;
        }
        let columns = ((width + GAP) / (COLUMN + GAP)).floor().max(1.0) as usize;
        let rows = cast.aside.len().div_ceil(columns).min(MOST_ROWS);
        Some(Self { cast, words, columns, width, height: HEAD + rows as f32 * ROW })
    }

    pub(super) fn draw(&self, x: f32, y: f32) -> Item {
        let untied = &self.cast.aside;
        let mut rule = Path::stroked(Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None });
        rule.segments = vec![Segment::Move(x, y + 0.5), Segment::Line(x + self.width, y + 0.5)];
        let mut items = vec![Item::Path(rule)];
        let heading = self.words.aside(untied.len());
        write_line(&mut items, &heading, x, y + 21.0, HEADING);
        let room = self.columns * MOST_ROWS;
        let shown = if untied.len() > room { room - 1 } else { untied.len() };
        let step = (self.width + GAP) / self.columns as f32;
        let rows = (shown + usize::from(shown < untied.len())).div_ceil(self.columns);
        // Down the columns, as the organisation ranks them.
        let corner = |place: usize| (x + (place / rows) as f32 * step, y + HEAD + (place % rows) as f32 * ROW + 13.5);
        for (place, person) in untied[..shown].iter().enumerate() {
            let (x, y) = corner(place);
            let (mut own, room) = (Vec::new(), step - GAP);
            let name = wrap(&person.name, &Wrap { width: room, size: NAME.size, weight: NAME.weight, max_lines: 1 });
            let mut end = x;
            for line in &name.lines {
                end += write_line(&mut own, &line.text, x, y, NAME) + 7.0;
            }
            let left = x + room - end;
            let mut is_cut = name.cut;
            if left > 3.0 * PLACE.size {
                let options = Wrap { width: left, size: PLACE.size, weight: PLACE.weight, max_lines: 1 };
                let place = wrap(&person.place(self.words.0), &options);
                is_cut |= place.cut;
                for line in &place.lines {
                    write_line(&mut own, &line.text, end, y, PLACE);
                }
            } else {
                is_cut = true;
            }
            items.push(Item::Group(Group {
                reference: Some(Reference { kind: "person", id: person.person.0 }),
                role: Some(Role::Image),
                label: Some(self.words.list(&[person.name.clone(), person.place(self.words.0)])),
                shows_label: is_cut,
                items: own,
                ..Group::default()
            }));
        }
        if shown < untied.len() {
            let (x, y) = corner(shown);
            write_line(&mut items, &self.words.more(untied.len() - shown), x, y, PLACE);
        }
        Item::Group(Group { role: Some(Role::Group), label: Some(heading), items, ..Group::default() })
    }
}
