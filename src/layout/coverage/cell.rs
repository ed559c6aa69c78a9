//! A cell of the matrix: how well one of ours knows a person now, how well we want it to be, and whether that is stale.

use crate::analysis::coverage::Contact;
use crate::layout::marks::{Mark, clock};
use crate::layout::scene::{Dash, Group, Ink, Item, Language, Path, Rectangle, Role, Segment, Stroke};

/// The height of a row.
pub(super) const ROW: f32 = 38.0;
/// How far apart the dots of rapport stand.
const DOTS: f32 = 7.0;

/// What a cell says beside the contact itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// One of ours among others.
    Plain,
    /// Who owns the relation.
    Owner,
}

/// A share in quarters, 0 to 4.
pub(super) fn quarters(share: f64) -> u8 {
    (share * 4.0).round().clamp(0.0, 4.0) as u8
}

/// How much more is wanted than there is; none when nothing is wanted, or nothing more.
pub(super) fn wanted(contact: &Contact) -> Option<u8> {
    contact.wanted.map(quarters).filter(|wanted| *wanted > contact.rapport.map_or(0, quarters))
}

/// Draws a contact into the cell with this upper left corner. `wishes` is false where nothing may be advised.
pub(super) fn draw(
    contact: &Contact,
    standing: Standing,
    wanted: Option<u8>,
    (x, y): (f32, f32),
    width: f32,
    (name, language): (&str, Language),
) -> Item {
    let mut items = Vec::new();
    let middle = y + ROW / 2.0;
    if standing == Standing::Owner {
        items.push(owner_frame(x + 4.0, y + 4.0, width - 8.0, ROW - 8.0));
    }
    let level = contact.rapport.map(quarters);
    let dots = Mark::Rapport(0).width();
    let clock_room = if contact.stale { clock::SIZE + 5.0 } else { 0.0 };
    let left = x + (width - dots - clock_room) / 2.0;
    match level {
        Some(level) => Mark::Rapport(level).draw(&mut items, left, middle),
        None if wanted.is_some() => Mark::Rapport(0).draw(&mut items, left, middle),
        None => Mark::Touch.draw(&mut items, x + (width - Mark::Touch.width()) / 2.0, middle),
    }
    if let Some(wanted) = wanted {
        items.push(caret(left + 3.5 + DOTS * f32::from(wanted.max(1) - 1), middle + 6.0));
    }
    if contact.stale {
        clock::draw(&mut items, left + dots + 5.0, middle, clock::Age::Stale);
    }
    Item::Group(Group {
        role: Some(Role::Image),
        label: Some(label(contact, standing, wanted, name, language)),
        shows_label: true,
        items,
        ..Group::default()
    })
}

fn label(contact: &Contact, standing: Standing, wanted: Option<u8>, name: &str, language: Language) -> String {
    let mut parts = vec![name.to_owned()];
    parts.push(match contact.rapport {
        Some(rapport) => Mark::Rapport(quarters(rapport)).reading(language),
        None => language.pick("客情未知", "rapport unknown").to_owned(),
    });
    parts.extend(wanted.map(|wanted| format!("{} {wanted}/4", language.pick("希望达到", "wanted"))));
    parts.extend(contact.stale.then(|| language.pick("情报陈旧", "stale").to_owned()));
    parts.extend((standing == Standing::Owner).then(|| language.pick("关系负责人", "owns the relation").to_owned()));
    let touched = contact.last_touch_on.map(|day| format!("{} {day}", language.pick("最近接触", "last contact")));
    parts.extend(touched);
    parts.join(language.pick("，", ", "))
}

/// The frame of the cell of who owns a relation.
pub(super) fn owner_frame(x: f32, y: f32, width: f32, height: f32) -> Item {
    let stroke = Some(Stroke { ink: Ink::Solid, width: 1.4, dash: Dash::None });
    Item::Rectangle(Rectangle { x, y, width, height, radius: 6.0, fill: Some(Ink::Card), stroke })
}

/// A caret under the dot up to which a rapport is wanted.
pub(super) fn caret(x: f32, top: f32) -> Item {
    let mut path = Path::filled(Ink::Accent);
    path.segments = vec![
        Segment::Move(x, top),
        Segment::Line(x + 4.0, top + 5.5),
        Segment::Line(x - 4.0, top + 5.5),
        Segment::Close,
    ];
    Item::Path(path)
}

/// Neighbouring empty cells of somebody who matters and whom nobody of ours knows: a broken frame with a sign in it.
pub(super) fn shout(x: f32, y: f32, width: f32) -> Vec<Item> {
    let stroke = Some(Stroke { ink: Ink::Accent, width: 1.4, dash: Dash::Short });
    let frame =
        Rectangle { x: x + 4.0, y: y + 4.0, width: width - 8.0, height: ROW - 8.0, radius: 6.0, fill: None, stroke };
    let mut items = vec![Item::Rectangle(frame)];
    Mark::Late.draw(&mut items, x + (width - Mark::Late.width()) / 2.0, y + ROW / 2.0);
    items
}
