//! Ties between people, below the waterline: curved arrows under the cards, the thicker the stronger, the fainter the
//! less certain.

use std::collections::BTreeMap;

use super::chart::Chart;
use super::words::Words;
use crate::belief::Beliefs;
use crate::layout::legend::Entry;
use crate::layout::scene::{Group, Item, Layer, Rectangle};
use crate::layout::tie::ways::Ways;
use crate::layout::tie::{TiePen, shown_ties};
use crate::model::id::PersonId;

/// The layer of ties between people on the chart, and the entries that it needs in the legend. Kin is never drawn.
pub(super) fn ties(
    chart: &Chart,
    frames: &[Rectangle],
    beliefs: &Beliefs,
    page: Rectangle,
    words: Words,
) -> (Option<Item>, Vec<Entry>) {
    let mut places: BTreeMap<PersonId, (usize, &str)> = BTreeMap::new();
    for (index, post) in chart.posts.iter().enumerate() {
        for holder in post.holders.iter().filter(|holder| holder.card_at.is_none()) {
            places.entry(holder.id).or_insert((index, &holder.name));
        }
    }
    let (mut items, mut pen) = (Vec::new(), TiePen::default());
    let mut ways = Ways::new(frames, &[], page);
    for tie in shown_ties(beliefs) {
        let (Some(from), Some(to)) = (places.get(&tie.from), places.get(&tie.to)) else { continue };
        let Some(course) = ways.course(from.0, to.0) else { continue };
        let own_names = [tie.belief.from, tie.belief.to].map(|person| places.get(&person).map_or("", |place| place.1));
        items.push(pen.draw(tie.belief, &course, own_names, words.0));
    }
    if items.is_empty() {
        return (None, Vec::new());
    }
    let layer = Item::Group(Group { layer: Some(Layer::Ties), items, ..Group::default() });
    (Some(layer), pen.entries(words.0))
}
