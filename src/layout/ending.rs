//! How most pictures end: the legend below everything, a margin around, and what the whole is called.

use super::legend::Legend;
use super::scene::{Cuts, Item, Language, Scene};
use super::title_block::{MARGIN, TitleBlock};

/// Between a picture and its legend.
const SPACE: f32 = 24.0;

/// The scene of items that stand right of the margin on a `width` and end at `foot`, with its legend below them.
pub(super) fn ended(
    mut items: Vec<Item>,
    (width, mut foot): (f32, f32),
    legend: &Legend,
    title: &TitleBlock,
    language: Language,
) -> Scene {
    let (_, legend_height) = legend.size(width);
    if legend_height > 0.0 {
        items.push(legend.draw(MARGIN, foot + SPACE, width));
        foot += SPACE + legend_height;
    }
    Scene {
        width: width + 2.0 * MARGIN,
        height: foot + MARGIN,
        title: title.title(),
        description: title.description(),
        language,
        items,
        cuts: Cuts::default(),
    }
}
