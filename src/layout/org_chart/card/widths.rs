//! How wide the cards of a chart are: all alike, and as narrow as their words allow.

use super::holder::beside;
use super::{BAND, NAME, PAD, TITLE};
use crate::font::width;
use crate::layout::org_chart::chart::ChartPost;

/// How wide cards are, and the room for words in them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::layout::org_chart) struct Widths {
    /// Of a card in a row.
    pub card: f32,
    /// Of a card in a stack.
    pub stacked: f32,
}

impl Widths {
    /// The width of lines of words.
    pub(super) fn words(self) -> f32 {
        self.stacked - 2.0 * PAD
    }

    /// The least widths in which nearly all cards say what they say in the lines that they have.
    pub(in crate::layout::org_chart) fn fitting(posts: &[ChartPost], rail: f32) -> Self {
        let mut needed: Vec<f32> = Vec::with_capacity(posts.len() * 2);
        for post in posts {
            needed.push(width(&post.title, TITLE.size, TITLE.weight));
            if post.heads_unit {
                needed.push(width(&post.unit, BAND.size, BAND.weight));
            }
            if let Some(holder) = post.holders.first() {
                let (before, behind) = beside(&holder.marks);
                needed.push(width(&holder.name, NAME.size, NAME.weight) + before + behind);
            }
        }
        let share = |part: usize| needed.len() * part / 100;
        let at = |needed: &mut Vec<f32>, index: usize| {
            if needed.is_empty() { 0.0 } else { *needed.select_nth_unstable_by(index, f32::total_cmp).1 }
        };
        let (most, nearly_all) = (share(85), share(98));
        // Most things fit in one line, and nearly all in two, of which the second is never quite filled.
        let words = at(&mut needed, most).max(at(&mut needed, nearly_all) * 0.62);
        let stacked = ((words + 2.0 * PAD) / 4.0).ceil() * 4.0;
        let stacked = stacked.clamp(116.0, 196.0);
        Self { card: stacked + rail, stacked }
    }
}
