//! Ties between people, below the waterline: curved arrows under the cards, the thicker the stronger, the fainter the
//! less certain.

use std::collections::BTreeMap;

use super::chart::Chart;
use super::words::Words;
use crate::belief::{Beliefs, TieBelief};
use crate::layout::legend::{Entry, SAMPLE};
use crate::layout::scene::{
    Dash, Group, Ink, Item, Language, Layer, Path, Rectangle, Reference, Role, Segment, Stroke,
};
use crate::model::id::PersonId;
use crate::model::preset::{Direction, TieGroup};

/// Ties that are less probable are not drawn.
const LEAST_PROBABLE: f64 = 0.15;
const ARROW: f32 = 8.0;
/// How finely a curve is searched for the edges of cards.
const STEPS: u16 = 360;

/// The layer of ties between people on the chart, and the entries that it needs in the legend. Kin is never drawn.
pub(super) fn ties(
    chart: &Chart,
    frames: &[Rectangle],
    beliefs: &Beliefs,
    page: (f32, f32),
    words: Words,
) -> (Option<Item>, Vec<Entry>) {
    let mut places: BTreeMap<PersonId, (usize, &str)> = BTreeMap::new();
    for (index, post) in chart.posts.iter().enumerate() {
        for holder in post.holders.iter().filter(|holder| holder.card_at.is_none()) {
            places.entry(holder.id).or_insert((index, &holder.name));
        }
    }
    let (mut items, mut has_plain, mut has_negative, mut has_mutual) = (Vec::new(), false, false, false);
    for tie in beliefs.ties().iter().filter(|tie| is_drawn(tie)) {
        let (Some(from), Some(to)) = (places.get(&tie.from), places.get(&tie.to)) else { continue };
        // The arrow points to whoever is influenced.
        let (start, end) = if tie.kind.direction == Direction::Back { (to.0, from.0) } else { (from.0, to.0) };
        let Some(curve) = Curve::between(&frames[start], &frames[end], page) else { continue };
        has_negative |= tie.kind.negative;
        has_mutual |= tie.kind.mutual && !tie.kind.negative;
        has_plain |= !tie.kind.mutual && !tie.kind.negative;
        let kind = words.0.pick(&tie.kind.zh, &tie.kind.en);
        let arrow = if tie.kind.mutual { "↔" } else { "→" };
        let percent = (tie.exists.probability * 100.0).round();
        let label = format!("{} {arrow} {}: {kind}, {percent}%", from.1, to.1);
        items.push(Item::Group(Group {
            reference: Some(Reference { kind: "person", id: tie.from.0 }),
            role: Some(Role::Image),
            label: Some(label),
            shows_label: true,
            opacity: Some((0.25 + 0.75 * tie.exists.probability) as f32),
            items: drawn(&curve, tie),
            ..Group::default()
        }));
    }
    if items.is_empty() {
        return (None, Vec::new());
    }
    let layer = Item::Group(Group { layer: Some(Layer::Ties), items, ..Group::default() });
    (Some(layer), entries(words.0, [has_plain, has_mutual, has_negative]))
}

fn is_drawn(tie: &TieBelief) -> bool {
    let is_hidden = tie.kind.off || tie.kind.group == TieGroup::Family;
    !is_hidden && tie.exists.is_claimed() && tie.exists.probability >= LEAST_PROBABLE
}

fn stroke(negative: bool, strength: f64) -> Stroke {
    let ink = if negative { Ink::Oppose } else { Ink::Accent };
    Stroke { ink, width: 1.0 + 2.6 * strength as f32, dash: Dash::None }
}

/// A quadratic curve.
#[derive(Debug, Clone, Copy)]
struct Curve {
    from: (f32, f32),
    control: (f32, f32),
    to: (f32, f32),
}

impl Curve {
    /// From the edge of one card to that of another, bent to one side; none where the cards are the same.
    fn between(one: &Rectangle, other: &Rectangle, (width, height): (f32, f32)) -> Option<Self> {
        let centre = |frame: &Rectangle| (frame.x + frame.width / 2.0, frame.y + frame.height / 2.0);
        let (from, to) = (centre(one), centre(other));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        if dx.abs() < 1.0 && dy.abs() < 1.0 {
            return None;
        }
        // Cards of one column are joined beside it, since a flat curve would hide under the cards between them.
        let (bend, least) = if dx.abs() < one.width { (0.45, one.width * 0.9) } else { (0.18, 24.0) };
        let length = libm::sqrtf(dx * dx + dy * dy);
        let reach = (length * bend).clamp(least, 260.0);
        let middle = (f32::midpoint(from.0, to.0), f32::midpoint(from.1, to.1));
        let control = (
            (middle.0 + dy / length * reach).clamp(10.0, width - 10.0),
            (middle.1 - dx / length * reach).clamp(10.0, height - 10.0),
        );
        let whole = Self { from, control, to };
        let inside = |frame: &Rectangle, at: (f32, f32)| {
            (frame.x..=frame.x + frame.width).contains(&at.0) && (frame.y..=frame.y + frame.height).contains(&at.1)
        };
        let share = |step: u16| f32::from(step) / f32::from(STEPS);
        let leaves = (0..=STEPS).find(|&step| !inside(one, whole.at(share(step))))?;
        let enters = (leaves..=STEPS).find(|&step| inside(other, whole.at(share(step))))?;
        (enters > leaves + 1).then(|| whole.part(share(leaves), share(enters)))
    }

    fn at(&self, share: f32) -> (f32, f32) {
        self.blossom(share, share)
    }

    /// The polar form of the curve.
    fn blossom(&self, s: f32, t: f32) -> (f32, f32) {
        let mix = |a: f32, b: f32, c: f32| {
            let (ab, bc) = (a + (b - a) * s, b + (c - b) * s);
            ab + (bc - ab) * t
        };
        (mix(self.from.0, self.control.0, self.to.0), mix(self.from.1, self.control.1, self.to.1))
    }

    /// The stretch between two shares of the way.
    fn part(&self, s: f32, t: f32) -> Self {
        Self { from: self.at(s), control: self.blossom(s, t), to: self.at(t) }
    }

    /// The direction at its end, of length 1.
    fn heading(&self) -> (f32, f32) {
        let (dx, dy) = (self.to.0 - self.control.0, self.to.1 - self.control.1);
        let length = libm::sqrtf(dx * dx + dy * dy).max(0.01);
        (dx / length, dy / length)
    }
}

fn drawn(curve: &Curve, tie: &TieBelief) -> Vec<Item> {
    let stroke = stroke(tie.kind.negative, tie.strength);
    let (dx, dy) = curve.heading();
    let mut line = Path::stroked(stroke);
    let mut items = Vec::new();
    let mut end = curve.to;
    if !tie.kind.mutual {
        let reach = ARROW + stroke.width;
        let base = (curve.to.0 - dx * reach, curve.to.1 - dy * reach);
        let half = reach * 0.5;
        let mut head = Path::filled(stroke.ink);
        head.segments = vec![
            Segment::Move(curve.to.0, curve.to.1),
            Segment::Line(base.0 - dy * half, base.1 + dx * half),
            Segment::Line(base.0 + dy * half, base.1 - dx * half),
            Segment::Close,
        ];
        items.push(Item::Path(head));
        end = base;
    }
    line.segments =
        vec![Segment::Move(curve.from.0, curve.from.1), Segment::Quad(curve.control.0, curve.control.1, end.0, end.1)];
    items.insert(0, Item::Path(line));
    if tie.kind.negative {
        let (middle, half) = (curve.at(0.5), 8.0);
        let (dx, dy) = (curve.to.0 - curve.from.0, curve.to.1 - curve.from.1);
        let length = libm::sqrtf(dx * dx + dy * dy).max(0.01);
        items.push(across(middle, (dx / length, dy / length), half, stroke));
    }
    items
}

/// A bar across a line.
fn across((x, y): (f32, f32), (dx, dy): (f32, f32), half: f32, stroke: Stroke) -> Item {
    let mut bar = Path::stroked(stroke);
    bar.segments = vec![Segment::Move(x - dy * half, y + dx * half), Segment::Line(x + dy * half, y - dx * half)];
    Item::Path(bar)
}

fn entries(language: Language, [plain, mutual, negative]: [bool; 3]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let straight = |negative: bool| {
        let mut path = Path::stroked(stroke(negative, 0.5));
        path.segments = vec![Segment::Move(0.0, 0.0), Segment::Line(SAMPLE - 6.0, 0.0)];
        path
    };
    if plain {
        let mut head = Path::filled(Ink::Accent);
        head.segments = vec![
            Segment::Move(SAMPLE, 0.0),
            Segment::Line(SAMPLE - 8.0, 4.5),
            Segment::Line(SAMPLE - 8.0, -4.5),
            Segment::Close,
        ];
        let words = language.pick("影响（越粗越强，越淡越不确定）", "influence (thick: strong, faint: uncertain)");
        entries.push(Entry::new(vec![Item::Path(straight(false)), Item::Path(head)], words));
    }
    if mutual {
        entries.push(Entry::new(vec![Item::Path(straight(false))], language.pick("相互关系", "mutual tie")));
    }
    if negative {
        let bar = across((SAMPLE / 2.0 - 3.0, 0.0), (1.0, 0.0), 6.0, stroke(true, 0.5));
        let words = language.pick("对立或竞争", "rival or conflict");
        entries.push(Entry::new(vec![Item::Path(straight(true)), bar], words));
    }
    entries
}
