//! The stripe along the left edge of a card that tells from afar where a person stands.

use crate::layout::marks::hatch::hatched;
use crate::layout::marks::{Firmness, Mark, stance_ink};
use crate::layout::scene::{Dash, Ink, Item, Rectangle, Stroke};

const WIDTH: f32 = 4.0;

/// Draws the stripe beside a holder: whole when the belief is fair, hatched when it is weak, an outline when unknown.
pub(super) fn draw(items: &mut Vec<Item>, stance: Option<Mark>, (x, y): (f32, f32), height: f32) {
    let frame = Rectangle { x: x + 3.0, y: y + 1.0, width: WIDTH, height: height - 3.0, ..Rectangle::default() };
    match stance {
        Some(Mark::Stance(level, Firmness::Fair)) => {
            items.push(Item::Rectangle(Rectangle { radius: 2.0, fill: Some(stance_ink(level)), ..frame }));
        }
        Some(Mark::Stance(level, Firmness::Weak)) => items.push(hatched(&frame, stance_ink(level))),
        Some(Mark::StanceUnknown) => {
            let stroke = Some(Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None });
            let inner = Rectangle { x: frame.x + 0.5, width: WIDTH - 1.0, radius: 1.5, stroke, ..frame };
            items.push(Item::Rectangle(inner));
        }
        _ => {}
    }
}
