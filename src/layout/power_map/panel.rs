//! What stands under the map: those of whom nothing is known, and those for whom there was no room.

use super::card::{Chip, across};
use super::field::{STRIP, gutter};
use super::people::Standing;
use crate::font::{Weight, Wrap, wrap};
use crate::layout::scene::{Group, Ink, Item, Language, Lettering, Rectangle, Role, write_line};

/// The most names in the list; the others are counted.
const MOST: usize = 120;
const GAP: f32 = 8.0;
const NOTE: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };

/// The list of those whose stance and influence are both unknown, with its height; nothing when there are none.
pub(super) fn unknown(people: &[&Standing], (x, y): (f32, f32), width: f32, language: Language) -> (Vec<Item>, f32) {
    if people.is_empty() {
        return (Vec::new(), 0.0);
    }
    let top = y + 14.0;
    let words = match language {
        Language::Zh => format!("态度与影响力都未知（{} 人）", people.len()),
        Language::En => format!("Neither stance nor influence known ({})", people.len()),
    };
    let (mut at, mut row) = ((x + 12.0, top + STRIP), 26.0_f32);
    let mut chips = Vec::new();
    for standing in people.iter().take(MOST) {
        let chip = Chip::measure(standing);
        if at.0 + chip.size.0 > x + width - 12.0 {
            at = (x + 12.0, at.1 + row + GAP);
        }
        chips.push(chip.draw(at, language));
        at.0 += chip.size.0 + GAP;
        row = row.max(chip.size.1);
    }
    if people.len() > MOST {
        let words = more(people.len() - MOST, language);
        if at.0 + across(&words, NOTE) > x + width - 12.0 {
            at = (x + 12.0, at.1 + row + GAP);
        }
        write_line(&mut chips, &words, at.0, at.1 + 17.4, NOTE);
    }
    let height = at.1 + row + 12.0 - top;
    let frame = Rectangle { x, y: top, width, height, ..Rectangle::default() };
    let mut items = gutter(&frame, &words);
    items.append(&mut chips);
    let group = Group { role: Some(Role::Group), label: Some(words), items, ..Group::default() };
    (vec![Item::Group(group)], height + 14.0)
}

fn more(count: usize, language: Language) -> String {
    match language {
        Language::Zh => format!("另有 {count} 人"),
        Language::En => format!("+{count} more"),
    }
}

/// Those who found no room, by number and by name as far as names fit, with the height; nothing when there are none.
pub(super) fn rest(people: &[&Standing], (x, y): (f32, f32), width: f32, language: Language) -> (Vec<Item>, f32) {
    if people.is_empty() {
        return (Vec::new(), 0.0);
    }
    let names: Vec<&str> = people.iter().map(|standing| standing.name.as_str()).collect();
    let text = match language {
        Language::Zh => format!("另有 {} 人画不下：{}", people.len(), names.join("、")),
        Language::En => format!("No room for {} more: {}", people.len(), names.join("; ")),
    };
    let wrapped = wrap(&text, &Wrap { width, size: NOTE.size, weight: NOTE.weight, max_lines: 4 });
    let mut items = Vec::new();
    let mut baseline = y + 14.0;
    for line in &wrapped.lines {
        baseline += 18.0;
        write_line(&mut items, &line.text, x, baseline, NOTE);
    }
    let group =
        Group { role: Some(Role::Group), label: Some(text), shows_label: wrapped.cut, items, ..Group::default() };
    (vec![Item::Group(group)], baseline + 6.0 - y)
}
