//! What the marks of the power map mean: only those that it uses.

use super::people::Standing;
use crate::layout::legend::{Entry, Legend};
use crate::layout::marks::Mark;
use crate::layout::marks::hatch::hatched;
use crate::layout::scene::{Dash, Ink, Item, Language, Rectangle, Stroke};

/// The legend for these people; with the line to a true point where cards were displaced.
pub(super) fn legend(people: &[&Standing], has_lines: bool, language: Language) -> Legend {
    let any = |is: fn(&Standing) -> bool| people.iter().any(|standing| is(standing));
    let mut marks: Vec<Mark> = people.iter().map(|standing| standing.stance_mark).collect();
    marks.extend(people.iter().filter_map(|standing| standing.role));
    marks.extend(any(|one| one.has_veto).then_some(Mark::Veto));
    let mut entries = Mark::legend_of(&marks, language);
    let frame = |style: Rectangle, zh: &str, en: &str| Entry::frame(style, language.pick(zh, en));
    let stroked = |ink: Ink, width: f32, dash: Dash| Rectangle {
        radius: 6.0,
        stroke: Some(Stroke { ink, width, dash }),
        ..Rectangle::default()
    };
    if any(|one| one.has_seat) {
        entries.push(frame(stroked(Ink::Text, 1.8, Dash::None), "外圈：有决策席位", "ring: has a decision seat"));
    }
    if any(|one| one.is_weak) {
        let bar = Rectangle { x: 12.5, y: -8.0, width: 5.0, height: 16.0, ..Rectangle::default() };
        let words = language.pick("斜纹：态度或影响力依据弱", "hatched: weak evidence of stance or influence");
        entries.push(Entry::new(vec![hatched(&bar, Ink::Muted)], words));
    }
    if any(|one| one.is_undisclosed) {
        entries.push(frame(stroked(Ink::Vacancy, 1.0, Dash::Short), "虚线：未公开姓名", "dashed: not named"));
    }
    if any(|one| one.influence.is_some()) {
        entries.push(Entry::new(sizes(), language.pick("卡片越大，影响力越大", "larger card: more influence")));
    }
    if has_lines {
        let thin = Stroke { ink: Ink::Muted, width: 0.9, dash: Dash::None };
        entries.push(Entry::line(thin, language.pick("细线：指向真实位置", "thin line: to the true position")));
    }
    Legend::new(entries)
}

fn sizes() -> Vec<Item> {
    let stroke = Some(Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None });
    [(0.5, 10.0, 8.0), (13.5, 16.0, 14.0)]
        .into_iter()
        .map(|(x, width, height)| {
            let y = 7.0 - height;
            Item::Rectangle(Rectangle { x, y, width, height, radius: 2.5, fill: Some(Ink::Card), stroke })
        })
        .collect()
}
