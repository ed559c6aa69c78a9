//! A row of the matrix: who it is, the cells, and what it comes to.

use super::cell::{self, ROW, Standing, shout, wanted};
use super::columns::Column;
use super::rows::{Part, Row};
use crate::font::{Weight, Wrap, wrap};
use crate::layout::marks::{Mark, SIZE};
use crate::layout::scene::{
    Dash, Group, Ink, Item, Language, Lettering, Rectangle, Reference, Role, Stroke, write_line,
};

/// The width of the column of people.
pub(super) const WHO: f32 = 262.0;
/// The width of the column that says what a row comes to.
pub(super) const VERDICT: f32 = 204.0;

const NAME: Lettering = Lettering { size: 13.5, weight: Weight::Medium, ink: Ink::Text };
const POST: Lettering = Lettering { size: 11.0, weight: Weight::Regular, ink: Ink::Muted };
const WORDS: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };
const GAP: f32 = 6.0;

/// Draws a row with its upper left corner at (x, y).
pub(super) fn draw(row: &Row, columns: &[Column], (x, y): (f32, f32), language: Language) -> Item {
    let mut items = Vec::new();
    let is_cut = draw_who(&mut items, row, (x, y));
    let end = columns.last().map_or(x + WHO, |column| column.x + column.width);
    let owner = row.owner().map(|contact| contact.member);
    let mut empty: Option<(f32, f32)> = None;
    for column in columns {
        let found = column.contact(row, columns);
        let more = found.and_then(wanted).filter(|_| !row.is_quiet);
        let Some(contact) = found.filter(|contact| is_worth_showing(contact, more)) else {
            empty = Some((empty.map_or(column.x, |(from, _)| from), column.x + column.width));
            continue;
        };
        if let Some((from, to)) = empty.take().filter(|_| row.shouts()) {
            items.extend(shout(from, y, to - from));
        }
        let standing = if owner == Some(contact.member) { Standing::Owner } else { Standing::Plain };
        items.push(cell::draw(contact, standing, more, (column.x, y), column.width, (&column.name, language)));
    }
    if let Some((from, to)) = empty.filter(|_| row.shouts()) {
        items.extend(shout(from, y, to - from));
    }
    let verdict = verdict(row, columns, language);
    draw_verdict(&mut items, row, &verdict, (end + 14.0, y));
    let mut label = vec![row.name.clone(), row.post.clone(), row.stance.reading(language)];
    label.extend(row.role.map(|role| role.reading(language)));
    label.extend(row.has_veto.then(|| Mark::Veto.reading(language)));
    label.extend((row.part == Part::Seats).then(|| language.pick("有决策席位", "has a decision seat").to_owned()));
    label.push(verdict);
    label.retain(|part| !part.is_empty());
    Item::Group(Group {
        reference: Some(Reference { kind: "person", id: row.person.0 }),
        role: Some(Role::Group),
        label: Some(label.join(language.pick("，", ", "))),
        shows_label: is_cut,
        items,
        ..Group::default()
    })
}

/// A wish for a rapport alone is nothing to show where nothing may be advised.
fn is_worth_showing(contact: &crate::analysis::coverage::Contact, more: Option<u8>) -> bool {
    contact.rapport.is_some() || contact.last_touch_on.is_some() || more.is_some()
}

/// The person: stance, name and post, signs; in a ring with a seat. Returns whether words were cut.
fn draw_who(items: &mut Vec<Item>, row: &Row, (x, y): (f32, f32)) -> bool {
    let middle = y + ROW / 2.0;
    let frame = Rectangle {
        x: x + 1.0,
        y: y + 2.0,
        width: WHO - 12.0,
        height: ROW - 4.0,
        radius: 7.0,
        fill: Some(Ink::Card),
        stroke: None,
    };
    if row.part == Part::Seats || row.is_undisclosed {
        let stroke = if row.is_undisclosed {
            Stroke { ink: Ink::Vacancy, width: 1.0, dash: Dash::Short }
        } else {
            Stroke { ink: Ink::Text, width: 1.8, dash: Dash::None }
        };
        items.push(Item::Rectangle(Rectangle { stroke: Some(stroke), ..frame }));
    }
    row.stance.draw(items, x + 9.0, middle);
    let mut right = x + WHO - 12.0 - 8.0 + GAP;
    for mark in row.role.into_iter().chain(row.has_veto.then_some(Mark::Veto)) {
        right -= GAP + mark.width();
        mark.draw(items, right, middle);
    }
    let left = x + 9.0 + SIZE + 8.0;
    let room = right - 8.0 - left;
    let one_line = |text: &str, lettering: Lettering| {
        wrap(text, &Wrap { width: room, size: lettering.size, weight: lettering.weight, max_lines: 1 })
    };
    let (name, post) = (one_line(&row.name, NAME), one_line(&row.post, POST));
    let has_post = !post.lines.is_empty();
    for line in &name.lines {
        write_line(items, &line.text, left, if has_post { middle - 1.5 } else { middle + 5.0 }, NAME);
    }
    for line in &post.lines {
        write_line(items, &line.text, left, middle + 13.0, POST);
    }
    name.cut || post.cut
}

/// What the row comes to, in words.
fn verdict(row: &Row, columns: &[Column], language: Language) -> String {
    let owner = row.owner().map(|contact| {
        let name = columns.iter().find(|column| column.member == Some(contact.member));
        name.map_or_else(|| language.pick("其他人", "others").to_owned(), |column| column.name.clone())
    });
    let reached = row.reached_by().count();
    match (owner, row.is_quiet) {
        (_, true) => language.pick("静默期，不接触", "quiet period: no contact").to_owned(),
        (None, false) if row.matters() && row.contacts.iter().any(|contact| contact.rapport.is_some()) => {
            language.pick("仅接触过，无人触达", "met only, nobody reaches").to_owned()
        }
        (None, false) if row.matters() => language.pick("无人触达", "nobody reaches").to_owned(),
        (None, false) => String::new(),
        (Some(owner), false) if reached == 1 && row.matters() => {
            format!("{owner}{}", language.pick(" · 单线", " · single thread"))
        }
        (Some(owner), false) if reached == 1 => owner,
        (Some(owner), false) => match language {
            Language::Zh => format!("{owner} · 共 {reached} 人"),
            Language::En => format!("{owner} · {reached} of ours"),
        },
    }
}

fn draw_verdict(items: &mut Vec<Item>, row: &Row, words: &str, (x, y): (f32, f32)) {
    let middle = y + ROW / 2.0;
    let mark = if row.is_quiet { Some(Mark::Forbidden) } else { row.shouts().then_some(Mark::Late) };
    let mut left = x;
    if let Some(mark) = mark {
        mark.draw(items, left, middle);
        left += SIZE + GAP;
    }
    let ink = if row.shouts() { Ink::Accent } else { Ink::Muted };
    let weight = if row.shouts() { Weight::Medium } else { Weight::Regular };
    let room = x + VERDICT - 14.0 - left;
    let wrapped = wrap(words, &Wrap { width: room, size: WORDS.size, weight, max_lines: 1 });
    for line in &wrapped.lines {
        write_line(items, &line.text, left, middle + 4.4, Lettering { weight, ink, ..WORDS });
    }
}
