//! Ties between people as every picture shows them: which are drawn, how they look, and what that means.

mod course;
pub(super) mod curve;
mod detour;
mod obstacles;
pub(super) mod ways;

use crate::belief::{Beliefs, TieBelief};
use crate::layout::legend::{Entry, SAMPLE};
use crate::layout::scene::{Dash, Group, Ink, Item, Language, Path, Reference, Role, Segment, Stroke};
use crate::model::id::PersonId;
use crate::model::preset::{Direction, TieGroup};
use course::Course;

/// Ties that are less probable are not drawn.
const LEAST_PROBABLE: f64 = 0.15;
const ARROW: f32 = 8.0;

/// A tie that is drawn, from the one who influences to the one who is influenced.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShownTie<'a> {
    pub from: PersonId,
    pub to: PersonId,
    pub belief: &'a TieBelief,
}

/// The ties that a picture shows, in the order of ids: those that are claimed and not too improbable. Kin is never drawn.
pub(super) fn shown_ties(beliefs: &Beliefs) -> impl Iterator<Item = ShownTie<'_>> {
    beliefs.ties().iter().filter(|tie| is_drawn(tie)).map(|belief| {
        let (from, to) = match belief.kind.direction {
            Direction::Back => (belief.to, belief.from),
            _ => (belief.from, belief.to),
        };
        ShownTie { from, to, belief }
    })
}

fn is_drawn(tie: &TieBelief) -> bool {
    let is_hidden = tie.kind.off || tie.kind.group == TieGroup::Family;
    !is_hidden && tie.exists.is_claimed() && tie.exists.probability >= LEAST_PROBABLE
}

fn stroke(negative: bool, strength: f64) -> Stroke {
    let ink = if negative { Ink::Oppose } else { Ink::Accent };
    Stroke { ink, width: 2.2 + 2.0 * strength as f32, dash: Dash::None }
}

/// The light core that makes a tie a double line, so that nobody takes it for a line of authority, on paper either.
fn core(stroke: Stroke) -> Stroke {
    Stroke { ink: Ink::Page, width: stroke.width * 0.38, ..stroke }
}

/// Draws ties, and remembers what the legend has to explain.
#[derive(Debug, Default)]
pub(super) struct TiePen {
    has_plain: bool,
    has_mutual: bool,
    has_negative: bool,
}

impl TiePen {
    /// A tie along a course that goes from the one who influences to the other: the thicker the stronger, the fainter the
    /// less certain. `names` are those of the tie's own two ends.
    pub(super) fn draw(&mut self, tie: &TieBelief, course: &Course, names: [&str; 2], language: Language) -> Item {
        self.has_negative |= tie.kind.negative;
        self.has_mutual |= tie.kind.mutual && !tie.kind.negative;
        self.has_plain |= !tie.kind.mutual && !tie.kind.negative;
        let kind = language.pick(&tie.kind.zh, &tie.kind.en);
        let arrow = if tie.kind.mutual { "↔" } else { "→" };
        let percent = (tie.exists.probability * 100.0).round();
        Item::Group(Group {
            reference: Some(Reference { kind: "person", id: tie.from.0 }),
            role: Some(Role::Image),
            label: Some(format!("{} {arrow} {}: {kind}, {percent}%", names[0], names[1])),
            shows_label: true,
            opacity: Some((0.25 + 0.75 * tie.exists.probability) as f32),
            items: drawn(course, tie),
            ..Group::default()
        })
    }

    /// The entries that the drawn ties need in a legend.
    pub(super) fn entries(&self, language: Language) -> Vec<Entry> {
        let mut entries = Vec::new();
        let straight = |negative: bool| {
            let own = stroke(negative, 0.5);
            let segments = vec![Segment::Move(0.0, 0.0), Segment::Line(SAMPLE - 6.0, 0.0)];
            [own, core(own)].map(|stroke| Item::Path(Path { segments: segments.clone(), ..Path::stroked(stroke) }))
        };
        if self.has_plain {
            let mut head = Path::filled(Ink::Accent);
            head.segments = vec![
                Segment::Move(SAMPLE, 0.0),
                Segment::Line(SAMPLE - 8.0, 4.5),
                Segment::Line(SAMPLE - 8.0, -4.5),
                Segment::Close,
            ];
            let words = language.pick("影响（越粗越强，越淡越不确定）", "influence (thick: strong, faint: uncertain)");
            let sample = straight(false).into_iter().chain([Item::Path(head)]).collect();
            entries.push(Entry::new(sample, words));
        }
        if self.has_mutual {
            entries.push(Entry::new(straight(false).into(), language.pick("相互关系", "mutual tie")));
        }
        if self.has_negative {
            let bar = across((SAMPLE / 2.0 - 3.0, 0.0), (1.0, 0.0), 6.0, stroke(true, 0.5));
            let words = language.pick("对立或竞争", "rival or conflict");
            entries.push(Entry::new(straight(true).into_iter().chain([bar]).collect(), words));
        }
        entries
    }
}

fn drawn(course: &Course, tie: &TieBelief) -> Vec<Item> {
    let stroke = stroke(tie.kind.negative, tie.strength);
    let (dx, dy) = course.heading();
    let mut line = Path::stroked(stroke);
    let mut items = Vec::new();
    let tip = course.end();
    let mut end = tip;
    if !tie.kind.mutual {
        let reach = ARROW + stroke.width;
        let base = (tip.0 - dx * reach, tip.1 - dy * reach);
        let half = reach * 0.5;
        let mut head = Path::filled(stroke.ink);
        head.segments = vec![
            Segment::Move(tip.0, tip.1),
            Segment::Line(base.0 - dy * half, base.1 + dx * half),
            Segment::Line(base.0 + dy * half, base.1 - dx * half),
            Segment::Close,
        ];
        items.push(Item::Path(head));
        end = base;
    }
    line.segments = course.segments(end);
    let core = Path { stroke: Some(core(stroke)), ..line.clone() };
    items.splice(0..0, [Item::Path(line), Item::Path(core)]);
    if tie.kind.negative {
        let (middle, along) = course.middle();
        items.push(across(middle, along, 8.0, stroke));
    }
    items
}

/// A bar across a line.
fn across((x, y): (f32, f32), (dx, dy): (f32, f32), half: f32, stroke: Stroke) -> Item {
    let mut bar = Path::stroked(stroke);
    bar.segments = vec![Segment::Move(x - dy * half, y + dx * half), Segment::Line(x + dy * half, y - dx * half)];
    Item::Path(bar)
}
