//! Who of ours stands in which column: those who reach most people first; beyond a limit all others share one.

use std::collections::BTreeMap;

use super::rows::Row;
use crate::analysis::coverage::Contact;
use crate::font::{Weight, Wrap, Wrapped, display_text, wrap};
use crate::layout::scene::{Group, Ink, Item, Language, Lettering, Reference, Role, write_line};
use crate::model::id::MemberId;
use crate::model::member::Roster;

/// The most columns with a name of their own.
const MOST: usize = 16;
const NARROWEST: f32 = 84.0;
const WIDEST: f32 = 104.0;
const NAME: Lettering = Lettering { size: 12.0, weight: Weight::Medium, ink: Ink::Text };
const COUNT: Lettering = Lettering { size: 11.0, weight: Weight::Regular, ink: Ink::Muted };
const LINE: f32 = 15.0;

/// The height of the heads of the columns.
pub(super) const HEAD: f32 = 3.0 * LINE + 9.0;

/// One of ours, or all for whom there is no column.
#[derive(Debug)]
pub(super) struct Column {
    /// Who; none for all others together.
    pub member: Option<MemberId>,
    pub name: String,
    words: Wrapped,
    /// How many people he or she knows better than having met.
    reached: usize,
    pub x: f32,
    pub width: f32,
}

/// The columns from `left` to the right, all equally wide.
pub(super) fn columns(rows: &[Row], roster: &Roster, left: f32, language: Language) -> Vec<Column> {
    let mut reached: BTreeMap<MemberId, usize> = BTreeMap::new();
    for contact in rows.iter().flat_map(|row| &row.contacts) {
        *reached.entry(contact.member).or_default() += usize::from(contact.reaches());
    }
    let mut members: Vec<(MemberId, usize)> = reached.into_iter().collect();
    members.sort_by_key(|(member, count)| (std::cmp::Reverse(*count), *member));
    let others = if members.len() > MOST { members.split_off(MOST - 1) } else { Vec::new() };
    let name = |member: MemberId| match roster.name(member) {
        Some(name) => display_text(name).into_owned(),
        None => language.pick("我方成员", "one of ours").to_owned(),
    };
    let mut named: Vec<(Option<MemberId>, String, usize)> =
        members.into_iter().map(|(member, count)| (Some(member), name(member), count)).collect();
    if !others.is_empty() {
        let words = match language {
            Language::Zh => format!("其他 {} 人", others.len()),
            Language::En => format!("{} others", others.len()),
        };
        let best = others.iter().map(|(_, count)| *count).max().unwrap_or(0);
        named.push((None, words, best));
    }
    let cut =
        |text: &str| wrap(text, &Wrap { width: WIDEST - 12.0, size: NAME.size, weight: NAME.weight, max_lines: 2 });
    let widest = named.iter().map(|(_, words, _)| cut(words).width() + 12.0).fold(NARROWEST, f32::max).ceil();
    let column = |(at, (member, name, reached)): (usize, (Option<MemberId>, String, usize))| Column {
        member,
        words: cut(&name),
        name,
        reached,
        x: left + widest * at as f32,
        width: widest,
    };
    named.into_iter().enumerate().map(column).collect()
}

impl Column {
    /// The contact of a row that belongs into this column; the best of all others in theirs.
    pub(super) fn contact<'a>(&self, row: &'a Row, columns: &[Self]) -> Option<&'a Contact> {
        match self.member {
            Some(member) => row.contacts.iter().find(|contact| contact.member == member),
            None => {
                row.contacts.iter().find(|contact| columns.iter().all(|column| column.member != Some(contact.member)))
            }
        }
    }

    /// Draws the head with its foot at `foot`.
    pub(super) fn draw(&self, foot: f32, language: Language) -> Item {
        let mut items = Vec::new();
        let middle = self.x + self.width / 2.0;
        let count = match language {
            Language::Zh => format!("触达 {}", self.reached),
            Language::En => format!("reaches {}", self.reached),
        };
        let lines = self.words.lines.len();
        for (at, line) in self.words.lines.iter().enumerate() {
            let y = foot - 8.0 - LINE * (lines - at) as f32;
            write_line(&mut items, &line.text, middle - line.width / 2.0, y, NAME);
        }
        if self.member.is_some() {
            let across = crate::font::width(&count, COUNT.size, COUNT.weight);
            write_line(&mut items, &count, middle - across / 2.0, foot - 8.0, COUNT);
        }
        Item::Group(Group {
            reference: self.member.map(|member| Reference { kind: "member", id: member.0 }),
            role: Some(Role::Image),
            label: Some(format!("{}{}{count}", self.name, language.pick("，", ", "))),
            shows_label: self.words.cut,
            items,
            ..Group::default()
        })
    }
}
