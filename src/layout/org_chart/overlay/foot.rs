//! The small marks at the foot of a card: influence, contacts of ours, and how old what we know is.

use crate::font::{Weight, width};
use crate::layout::legend::{Entry, SAMPLE};
use crate::layout::marks::clock::{self, Age};
use crate::layout::marks::key;
use crate::layout::marks::{Firmness, Mark};
use crate::layout::scene::{Dash, Ink, Item, Language, Lettering, Rectangle, Stroke, write_line};
use crate::model::time::Day;

const WORDS: Lettering = Lettering { size: 10.5, weight: Weight::Regular, ink: Ink::Muted };
const INITIALS: Lettering = Lettering { size: 10.5, weight: Weight::Medium, ink: Ink::Text };
/// The height of a row of marks.
const ROW: f32 = 18.0;
/// Between neighbouring marks.
const GAP: f32 = 10.0;
const BARS: f32 = 23.0;
const CLOCK: f32 = clock::SIZE;

/// A mark at the foot of a card.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::layout) enum FootMark {
    /// How much weight a person has, in quarters.
    Influence(u8, Firmness),
    /// One of ours, and how well he or she knows the person, in quarters.
    Contact { initials: String, name: String, level: Option<u8> },
    /// Nobody of ours knows the person.
    Nobody,
    /// The place among key people, from 1.
    Key(usize),
    /// When we last heard of a person; none when never.
    Heard { on: Option<Day>, is_stale: bool },
}

impl FootMark {
    fn width(&self, language: Language) -> f32 {
        let words = |words: &str| width(words, WORDS.size, WORDS.weight);
        match self {
            Self::Influence(..) => BARS,
            Self::Contact { initials, level, .. } => {
                let level = level.map_or(words("?"), |level| Mark::Rapport(level).width());
                width(initials, INITIALS.size, INITIALS.weight) + 4.0 + level
            }
            Self::Nobody => words(nobody(language)),
            Self::Key(place) => key::WIDTH + 4.0 + width(&place.to_string(), INITIALS.size, INITIALS.weight),
            Self::Heard { on, .. } => CLOCK + 4.0 + words(&heard(*on)),
        }
    }

    fn draw(&self, items: &mut Vec<Item>, x: f32, middle: f32, language: Language) {
        let baseline = middle + 3.8;
        match self {
            Self::Influence(level, firmness) => draw_bars(items, x, middle, *level, *firmness),
            Self::Contact { initials, level, .. } => {
                let end = x + write_line(items, initials, x, baseline, INITIALS) + 4.0;
                match level {
                    Some(level) => Mark::Rapport(*level).draw(items, end, middle),
                    None => {
                        write_line(items, "?", end, baseline, WORDS);
                    }
                }
            }
            Self::Nobody => {
                write_line(items, nobody(language), x, baseline, Lettering { ink: Ink::Accent, ..WORDS });
            }
            Self::Key(place) => {
                key::draw(items, x, middle);
                write_line(items, &place.to_string(), x + key::WIDTH + 4.0, baseline, INITIALS);
            }
            Self::Heard { on, is_stale } => {
                clock::draw(items, x, middle, age(*is_stale || on.is_none()));
                let ink = if *is_stale || on.is_none() { Ink::Accent } else { Ink::Muted };
                write_line(items, &heard(*on), x + CLOCK + 4.0, baseline, Lettering { ink, ..WORDS });
            }
        }
    }

    /// What it says, for the ear.
    pub(in crate::layout) fn reading(&self, language: Language) -> String {
        match self {
            Self::Influence(level, firmness) => {
                let weak = match firmness {
                    Firmness::Weak => language.pick("（依据弱）", " (weak evidence)"),
                    Firmness::Fair => "",
                };
                format!("{} {level}/4{weak}", language.pick("影响力", "influence"))
            }
            Self::Contact { name, level: Some(level), .. } => {
                format!("{name} {}", Mark::Rapport(*level).reading(language))
            }
            Self::Contact { name, level: None, .. } => {
                format!("{name} {}", language.pick("客情未知", "rapport unknown"))
            }
            Self::Nobody => nobody(language).to_owned(),
            Self::Key(place) => match language {
                Language::Zh => format!("关键人物第 {place} 位"),
                Language::En => format!("key person number {place}"),
            },
            Self::Heard { on: Some(on), is_stale } => {
                let stale = if *is_stale { language.pick("，已陈旧", ", stale") } else { "" };
                format!("{} {on}{stale}", language.pick("最近情报", "last heard"))
            }
            Self::Heard { on: None, .. } => language.pick("从无情报", "never heard of").to_owned(),
        }
    }

    /// The entry that it needs in a legend.
    pub(in crate::layout) fn entry(&self, language: Language) -> Option<Entry> {
        let mut items = Vec::new();
        let (sample, words) = match self {
            Self::Influence(_, Firmness::Weak) => (
                Self::Influence(3, Firmness::Weak),
                language.pick("影响力（空心：依据弱）", "influence (hollow: weak evidence)"),
            ),
            Self::Influence(_, Firmness::Fair) => {
                (Self::Influence(3, Firmness::Fair), language.pick("影响力，0–4 级", "influence, 0 to 4"))
            }
            Self::Contact { .. } => {
                Mark::Rapport(2).draw(&mut items, 1.0, 0.0);
                let words = language.pick("我方联系人与客情，0–4 级", "our contact and rapport, 0 to 4");
                return Some(Entry::new(items, words));
            }
            // The sign of key people is explained with its deal.
            Self::Nobody | Self::Key(_) => return None,
            Self::Heard { on: Some(_), is_stale: false } => {
                clock::draw(&mut items, (SAMPLE - CLOCK) / 2.0, 0.0, Age::Fresh);
                return Some(Entry::new(items, language.pick("最近一次情报", "last heard")));
            }
            Self::Heard { .. } => {
                clock::draw(&mut items, (SAMPLE - CLOCK) / 2.0, 0.0, Age::Stale);
                return Some(Entry::new(items, language.pick("情报陈旧或从无", "stale, or never heard of")));
            }
        };
        sample.draw(&mut items, (SAMPLE - BARS) / 2.0, 0.0, language);
        Some(Entry::new(items, words))
    }
}

/// The marks at the foot of a person's card, broken into rows.
#[derive(Debug, Default)]
pub(in crate::layout) struct FootRows {
    placed: Vec<(f32, f32, FootMark)>,
    /// How many contacts there was no room for, and where that is said.
    more: Option<(f32, f32, usize)>,
    /// How high all rows are.
    pub height: f32,
    language: Language,
}

/// Most rows at the foot of a card; contacts beyond are counted.
const MOST_ROWS: f32 = 3.0;

impl FootRows {
    pub(in crate::layout) fn measure(marks: &[FootMark], room: f32, language: Language) -> Self {
        let mut rows = Self { language, ..Self::default() };
        let (mut x, mut y) = (0.0_f32, 0.0_f32);
        for (index, mark) in marks.iter().enumerate() {
            let across = mark.width(language);
            if x > 0.0 && x + across > room {
                (x, y) = (0.0, y + ROW);
            }
            let is_last_row = y + ROW >= ROW * MOST_ROWS;
            let rest = marks.len() - index;
            if is_last_row && rest > 1 && x + across + GAP + 20.0 > room {
                rows.more = Some((x, y, rest));
                break;
            }
            rows.placed.push((x, y, mark.clone()));
            x += across + GAP;
        }
        rows.height = if rows.placed.is_empty() { 0.0 } else { y + ROW + 2.0 };
        rows
    }

    pub(in crate::layout) fn draw(&self, items: &mut Vec<Item>, x: f32, y: f32) {
        let middle = |row: f32| y + 2.0 + row + ROW / 2.0;
        for (dx, dy, mark) in &self.placed {
            mark.draw(items, x + dx, middle(*dy), self.language);
        }
        if let Some((dx, dy, count)) = self.more {
            write_line(items, &format!("+{count}"), x + dx, middle(dy) + 3.8, WORDS);
        }
    }
}

/// The entry of the sign of key people.
pub(super) fn key_entry(words: &str) -> Entry {
    let mut items = Vec::new();
    key::draw(&mut items, (SAMPLE - key::WIDTH) / 2.0, 0.0);
    Entry::new(items, words)
}

fn nobody(language: Language) -> &'static str {
    language.pick("我方无人接触", "none of ours")
}

fn age(is_stale: bool) -> Age {
    if is_stale { Age::Stale } else { Age::Fresh }
}

fn heard(on: Option<Day>) -> String {
    on.map_or_else(|| "–".to_owned(), |on| on.to_string())
}

/// Four bars that grow; those up to the level are filled, in outline where the evidence is weak.
fn draw_bars(items: &mut Vec<Item>, x: f32, middle: f32, level: u8, firmness: Firmness) {
    for bar in 0..4_u8 {
        let height = 3.5 + 2.7 * f32::from(bar);
        let is_filled = bar < level;
        let (fill, ink) = match (is_filled, firmness) {
            (true, Firmness::Fair) => (Some(Ink::Solid), Ink::Solid),
            (true, Firmness::Weak) => (None, Ink::Solid),
            (false, _) => (None, Ink::Border),
        };
        items.push(Item::Rectangle(Rectangle {
            x: x + 0.5 + 5.5 * f32::from(bar),
            y: middle + 6.0 - height,
            width: 3.5,
            height,
            radius: 0.0,
            fill,
            stroke: Some(Stroke { ink, width: 1.0, dash: Dash::None }),
        }));
    }
}
