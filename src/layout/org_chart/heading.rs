//! The title block: account, what the picture is, the day, and how much it holds.

use crate::font::{Weight, display_text, width};
use crate::layout::scene::{Group, Ink, Item, Layer, Lettering, write_line};

const ACCOUNT: Lettering = Lettering { size: 24.0, weight: Weight::Medium, ink: Ink::Text };
const KIND: Lettering = Lettering { size: 13.0, weight: Weight::Regular, ink: Ink::Muted };

/// The height of the block.
pub(super) const HEIGHT: f32 = 54.0;

/// What the block says.
#[derive(Debug)]
pub(super) struct Heading {
    pub account: String,
    pub parts: Vec<String>,
}

impl Heading {
    fn second_line(&self) -> String {
        self.parts.join(" · ")
    }

    /// The block in one line.
    pub(super) fn title(&self) -> String {
        let first = self.parts.first().map_or("", String::as_str);
        format!("{} · {first}", display_text(&self.account))
    }

    /// How wide the block is.
    pub(super) fn width(&self) -> f32 {
        width(&display_text(&self.account), ACCOUNT.size, ACCOUNT.weight).max(width(
            &self.second_line(),
            KIND.size,
            KIND.weight,
        ))
    }

    /// Draws the block at the corner.
    pub(super) fn draw(&self, x: f32, y: f32) -> Item {
        let mut items = Vec::new();
        write_line(&mut items, &display_text(&self.account), x, y + 22.0, ACCOUNT);
        write_line(&mut items, &self.second_line(), x, y + 46.0, KIND);
        Item::Group(Group { layer: Some(Layer::Heading), items, ..Group::default() })
    }
}
