//! What the marks of the matrix mean: only those that it uses.

use super::Shown;
use super::cell::{caret, owner_frame, wanted};
use super::columns::Column;
use super::rows::{Part, Row};
use crate::layout::legend::{Entry, Legend, SAMPLE};
use crate::layout::marks::{Mark, clock};
use crate::layout::scene::{Dash, Ink, Item, Language, Rectangle, Stroke};

/// The legend of these rows.
pub(super) fn legend(parts: &[Shown], columns: &[Column], language: Language) -> Legend {
    let rows = parts.iter().flat_map(|shown| &shown.rows);
    let any = |is: fn(&Row) -> bool| rows.clone().any(is);
    let mut marks: Vec<Mark> = rows.clone().map(|row| row.stance).collect();
    marks.extend(rows.clone().filter_map(|row| row.role));
    marks.extend(any(|row| row.has_veto).then_some(Mark::Veto));
    let contacts = || rows.clone().flat_map(|row| &row.contacts);
    marks.extend(contacts().any(|contact| contact.rapport.is_some()).then_some(Mark::Rapport(2)));
    let is_touched = |row: &Row| {
        let more = |contact| wanted(contact).filter(|_| !row.is_quiet);
        row.contacts
            .iter()
            .any(|contact| contact.rapport.is_none() && contact.last_touch_on.is_some() && more(contact).is_none())
    };
    marks.extend(rows.clone().any(is_touched).then_some(Mark::Touch));
    let mut entries = Mark::legend_of(&marks, language);
    let mut add = |is_used: bool, sample: Vec<Item>, zh: &str, en: &str| {
        if is_used {
            entries.push(Entry::new(sample, language.pick(zh, en)));
        }
    };
    let ring = Rectangle {
        x: 0.5,
        y: -7.5,
        width: SAMPLE - 1.0,
        height: 15.0,
        radius: 6.0,
        fill: None,
        stroke: Some(Stroke { ink: Ink::Text, width: 1.8, dash: Dash::None }),
    };
    let framed = |ink, dash| Rectangle { stroke: Some(Stroke { ink, width: 1.4, dash }), ..ring };
    add(any(|row| row.part == Part::Seats), vec![Item::Rectangle(ring)], "有决策席位", "has a decision seat");
    add(
        any(|row| row.is_undisclosed),
        vec![Item::Rectangle(framed(Ink::Vacancy, Dash::Short))],
        "虚线：未公开姓名",
        "dashed: not named",
    );
    let has_owner = any(|row| row.owner().is_some());
    add(has_owner, vec![owner_frame(0.5, -7.5, SAMPLE - 1.0, 15.0)], "关系负责人", "owns the relation");
    let wishes = rows.clone().any(|row| !row.is_quiet && row.contacts.iter().any(|contact| wanted(contact).is_some()));
    let mut wish = Vec::new();
    Mark::Rapport(1).draw(&mut wish, 1.0, -2.0);
    wish.push(caret(18.5, 3.0));
    add(wishes, wish, "希望达到的客情", "rapport that we want");
    let mut stale = Vec::new();
    clock::draw(&mut stale, (SAMPLE - clock::SIZE) / 2.0, 0.0, clock::Age::Stale);
    add(contacts().any(|contact| contact.stale), stale, "情报陈旧", "stale");
    let shouting = vec![Item::Rectangle(framed(Ink::Accent, Dash::Short))];
    let shouts = any(Row::shouts) && !columns.is_empty();
    add(shouts, shouting, "关键人员，我方无人触达", "matters, and nobody of ours reaches");
    let mut quiet = Vec::new();
    Mark::Forbidden.draw(&mut quiet, 6.0, 0.0);
    add(any(|row| row.is_quiet), quiet, "静默期：不接触", "quiet period: no contact");
    Legend::new(entries)
}
