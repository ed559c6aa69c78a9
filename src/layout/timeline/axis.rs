//! The axis: which days the picture covers, and where on the page a day stands.

use super::{LENGTH, NAMES, SMALL, line};
use crate::font::{Weight, width};
use crate::layout::scene::{Dash, Group, Ink, Item, Language, Lettering, Path, Role, Segment, Stroke, write_line};
use crate::layout::title_block::MARGIN;
use crate::model::id::DealId;
use crate::model::snapshot::Snapshot;
use crate::model::time::Day;

/// The height of the axis with its words.
pub(super) const AXIS_HEIGHT: f32 = 56.0;

/// The days of the picture.
#[derive(Debug)]
pub(super) struct Axis {
    from: Day,
    until: Day,
    /// The x of today, if it is known and on the axis.
    pub today: Option<f32>,
    /// Today, if it is known.
    pub day: Option<Day>,
}

impl Axis {
    /// As many days as stages, contacts and terms need, but no more than five years back and three ahead.
    pub(super) fn of(snapshot: &Snapshot, deal: Option<DealId>, today: Option<Day>) -> Self {
        let records = snapshot.records();
        let is_asked = |id: DealId| deal.is_none_or(|asked| asked == id);
        let stages = records.stages.iter().filter(|stage| is_asked(stage.deal));
        let mut days: Vec<Day> = stages.flat_map(|stage| stage.done_on.into_iter().chain(stage.planned_on)).collect();
        days.extend(records.touches.iter().filter(|touch| touch.deal.is_some_and(is_asked)).map(|touch| touch.on));
        days.extend(records.deals.iter().filter(|deal| is_asked(deal.id)).filter_map(|deal| deal.award_on));
        days.extend(records.tenures.iter().flat_map(|tenure| tenure.span.from.into_iter().chain(tenure.span.until)));
        let anchor = today.or_else(|| days.iter().max().copied());
        let Some(anchor) = anchor.or_else(|| Day::new(2000, 1, 1)) else { unreachable!("2000-01-01 is a day") };
        let (first, last) = (anchor.plus_months(-60), anchor.plus_months(36));
        let near = || days.iter().copied().filter(|day| first <= *day && *day <= last);
        let from = near().min().unwrap_or(anchor).min(anchor.plus_months(-6));
        let until = near().max().unwrap_or(anchor).max(anchor.plus_months(12));
        let mut axis = Self { from: from.plus_days(-10), until: until.plus_days(20), today: None, day: today };
        axis.today = today.map(|day| axis.x(day));
        axis
    }

    /// The x of a day; days beyond the axis stand at its ends.
    pub(super) fn x(&self, day: Day) -> f32 {
        let all = self.until.days_since(self.from).max(1) as f32;
        let share = day.days_since(self.from) as f32 / all;
        MARGIN + NAMES + LENGTH * share.clamp(0.0, 1.0)
    }

    /// Whether a day lies on the axis.
    pub(super) fn holds(&self, day: Day) -> bool {
        self.from <= day && day <= self.until
    }

    /// The left and right end of the axis.
    pub(super) fn ends(&self) -> (f32, f32) {
        (self.x(self.from), self.x(self.until))
    }

    /// Draws the axis: a tick for each quarter or year, with its name where there is room, and today.
    pub(super) fn draw(&self, y: f32, language: Language) -> Group {
        let rule = y + AXIS_HEIGHT - 16.0;
        let stroke = Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None };
        let (left, right) = self.ends();
        let mut items = vec![line((left, rule), (right, rule), stroke)];
        let step = if self.until.days_since(self.from) > 1_500 { 6 } else { 3 };
        let (year, _, _) = self.from.parts();
        let mut free = left;
        for month in (0..).step_by(step) {
            let Some(day) = Day::new(year, 1, 1).map(|day| day.plus_months(month)) else { break };
            if day > self.until {
                break;
            }
            if day < self.from {
                continue;
            }
            let x = self.x(day);
            items.push(line((x, rule), (x, rule + 5.0), stroke));
            let (year, month, _) = day.parts();
            let words = format!("{year}-{month:02}");
            let across = width(&words, SMALL.size, SMALL.weight);
            if x - across / 2.0 >= free && x + across / 2.0 <= right {
                write_line(&mut items, &words, x - across / 2.0, rule - 6.0, SMALL);
                free = x + across / 2.0 + 14.0;
            }
        }
        if let (Some(x), Some(day)) = (self.today, self.day) {
            let words = format!("{} {day}", language.pick("今天", "today"));
            let lettering = Lettering { weight: Weight::Medium, ink: Ink::Accent, ..SMALL };
            let across = width(&words, lettering.size, lettering.weight);
            write_line(&mut items, &words, x - across / 2.0, y + 12.0, lettering);
            let mut wedge = Path::filled(Ink::Accent);
            wedge.segments = vec![
                Segment::Move(x, rule + 9.0),
                Segment::Line(x - 5.5, rule + 1.0),
                Segment::Line(x + 5.5, rule + 1.0),
                Segment::Close,
            ];
            items.push(Item::Path(wedge));
        }
        let label = language.pick("时间轴", "Axis of days").to_owned();
        Group { role: Some(Role::Group), label: Some(label), items, ..Group::default() }
    }
}
