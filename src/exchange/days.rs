//! Reads days as people write them, and tells what a column of days does not say.

use crate::model::time::Day;

/// Whether the month or the day stands first where a column writes 05/26/2027.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayOrder {
    MonthFirst,
    DayFirst,
}

/// The order that a column shows: a number above 12 is no month. Without one, or with contradictions, nothing is known.
pub(super) fn day_order<'a>(cells: impl Iterator<Item = &'a str>) -> Option<DayOrder> {
    let (mut is_month_first, mut is_day_first) = (false, false);
    for (first, second, _) in cells.filter_map(short_date) {
        is_month_first |= second > 12;
        is_day_first |= first > 12;
    }
    match (is_month_first, is_day_first) {
        (true, false) => Some(DayOrder::MonthFirst),
        (false, true) => Some(DayOrder::DayFirst),
        _ => None,
    }
}

/// Whether the cell of a last day says that there is none yet.
pub(super) fn is_ongoing(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "至今", "迄今", "今", "现在", "目前", "在任", "在职", "現任", "现任", "present", "current", "now", "to date",
        "ongoing",
    ];
    WORDS.contains(&text.to_lowercase().as_str())
}

/// The end of a post as a text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// The first day on which the post is held no longer.
    pub until: Day,
    /// Whether the text names only a year, of which the last day is taken: the true one may be any before it.
    pub is_year: bool,
}

impl End {
    /// The day until which the post was held for certain, if it was from another day on.
    pub fn certain(self, from: Option<Day>) -> Day {
        let first = if self.is_year { self.until.plus_months(-12) } else { self.until };
        first.max(from.unwrap_or(first))
    }
}

/// The end that a cell or a remark names, in a column of this order.
pub(super) fn end_in(text: &str, order: Option<DayOrder>) -> Option<End> {
    let is_year = is_only_year(text);
    let day = day_in(text, order)?;
    Some(End { until: if is_year { day.plus_months(12) } else { day }, is_year })
}

/// Whether a text names a year and nothing smaller: 2013, 2013年, 2013.00 where the month is not known.
fn is_only_year(text: &str) -> bool {
    let mut parts = text.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty());
    let is_first = parts.next().is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    is_first && parts.all(|part| part.bytes().all(|byte| byte == b'0'))
}

/// The three numbers of 05/26/2027, with or without a time behind them.
fn short_date(text: &str) -> Option<(u8, u8, i16)> {
    let date = text.split(' ').next()?;
    let mut parts = date.split(['/', '.', '-']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_short = (1..=2).contains(&first.len()) && (1..=2).contains(&second.len()) && year.len() == 4;
    (is_short && parts.next().is_none())
        .then(|| Some((first.parse().ok()?, second.parse().ok()?, year.parse().ok()?)))?
}

/// A day as [`day`] reads it, or as a column of this order writes it.
pub(super) fn day_in(text: &str, order: Option<DayOrder>) -> Option<Day> {
    let short = || {
        let (first, second, year) = short_date(text)?;
        let (month, day) = match order? {
            DayOrder::MonthFirst => (first, second),
            DayOrder::DayFirst => (second, first),
        };
        Day::new(year, month as i8, day as i8)
    };
    day(text).or_else(short)
}

/// A day whose month is written out: 12 Mar 2024, 15-Jan-2024.
fn day_with_name(text: &str) -> Option<Day> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut parts = text.split([' ', '-', ',']).filter(|part| !part.is_empty());
    let (day, name, year) = (parts.next()?, parts.next()?.to_lowercase(), parts.next()?);
    let month = MONTHS.iter().position(|month| name.starts_with(month))?;
    Day::new(year.parse().ok().filter(|year| *year > 999)?, month as i8 + 1, day.parse().ok()?)
}

/// A day as people write it: 2026-03-01, 2026/3/1, 2026.03, 2026年3月, 20260301, 2026-03-01 09:30, 1 Mar 2026.
///
/// Days written as 01/03/2026 mean different days to different people and are not guessed.
pub(super) fn day(text: &str) -> Option<Day> {
    if text.contains(|c: char| c.is_ascii_alphabetic() && c != 'T' && c != 'Z') {
        return day_with_name(text);
    }
    let date = text.split(['T', ' ']).next().unwrap_or_default();
    if date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()) {
        return Day::new(date[..4].parse().ok()?, date[4..6].parse().ok()?, date[6..].parse().ok()?);
    }
    let mut parts = date.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty());
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: i8 = parts.next().map_or(Some(1), |month| month.parse().ok())?;
    let day = parts.next().map(str::parse::<i8>);
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        // Curricula write 1949.00 where the month is not known.
        (0, None | Some(Ok(0))) => Day::new(year, 1, 1),
        (month, None) => Day::new(year, month, 1),
        (month, Some(day)) => Day::new(year, month, day.ok()?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_ends_with_its_last_day_and_a_month_with_its_first() {
        let end = |text: &str| end_in(text, None).map(|end| (end.until.to_string(), end.is_year));
        for year in ["2013", "2013年", "2013.00", "2013-00-00"] {
            assert_eq!(end(year), Some(("2014-01-01".to_owned(), true)), "{year}");
        }
        assert_eq!(end("2013.05"), Some(("2013-05-01".to_owned(), false)));
        assert_eq!(end("2013-01-01"), Some(("2013-01-01".to_owned(), false)));
        let year = end_in("2013", None).expect("a year");
        let from = |text: &str| text.parse::<Day>().ok();
        assert_eq!(year.certain(from("2010-05-01")), "2013-01-01".parse().expect("a day"));
        assert_eq!(year.certain(from("2013-05-01")), "2013-05-01".parse().expect("a day"));
    }
}
