//! Ties between people, below the waterline: curved arrows under the cards, the thicker the stronger, the fainter the
//! less certain.

use std::collections::BTreeMap;

use super::chart::Chart;
use super::words::Words;
use crate::belief::Beliefs;
use crate::layout::legend::Entry;
use crate::layout::scene::{Group, Item, Layer, Rectangle};
use crate::layout::tie::curve::{Curve, centre};
use crate::layout::tie::{TiePen, shown_ties};
use crate::model::id::PersonId;

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
    let (mut items, mut pen) = (Vec::new(), TiePen::default());
    for tie in shown_ties(beliefs) {
        let (Some(from), Some(to)) = (places.get(&tie.from), places.get(&tie.to)) else { continue };
        let Some(curve) = curve_between(&frames[from.0], &frames[to.0], page) else { continue };
        let own_names = [tie.belief.from, tie.belief.to].map(|person| places.get(&person).map_or("", |place| place.1));
        items.push(pen.draw(tie.belief, &curve, own_names, words.0));
    }
    if items.is_empty() {
        return (None, Vec::new());
    }
    let layer = Item::Group(Group { layer: Some(Layer::Ties), items, ..Group::default() });
    (Some(layer), pen.entries(words.0))
}

/// From the edge of one card to that of another, bent to one side; none where the cards are the same.
fn curve_between(one: &Rectangle, other: &Rectangle, (width, height): (f32, f32)) -> Option<Curve> {
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
    Curve { from, control, to }.clipped(one, other)
}
