//! Days and spans of days; the core knows no clock, so every "today" is handed in.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// A calendar day, written `YYYY-MM-DD`, between the years 0001 and 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = String, format = Date, example = "2026-03-01")]
pub struct Day(Date);

/// A text that is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a day; write it as YYYY-MM-DD, for example 2026-03-01")]
pub struct NotADay(pub String);

impl Day {
    /// The day of this year, month and day of the month, if there is one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().filter(|date| date.year() >= 1).map(Self)
    }

    /// Whole days from `earlier` to this day; negative when `earlier` is later.
    pub fn days_since(self, earlier: Day) -> i32 {
        (self.0 - earlier.0).get_days()
    }

    /// This day, so many months later (or earlier), kept inside its month.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        self.0.checked_add(months.months()).map_or(self, Self)
    }

    /// This day, so many days later (or earlier).
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        self.0.checked_add(days.days()).map_or(self, Self)
    }

    /// The year, month and day of the month.
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let wrong = || NotADay(text.chars().take(40).collect());
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(wrong());
        }
        let number =
            |range: std::ops::Range<usize>| text.get(range).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
        let (Some(year), Some(month), Some(day)) = (number(0..4), number(5..7), number(8..10)) else {
            return Err(wrong());
        };
        let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
            return Err(wrong());
        };
        Self::new(year, month, day).ok_or_else(wrong)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A half-open span of days: `from` belongs to it, `until` no longer does; an open end is `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Span {
    /// First day, if known.
    pub from: Option<Day>,
    /// First day no longer covered, if it ends.
    pub until: Option<Day>,
}

impl Span {
    /// The span that covers every day.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// Does the span cover this day?
    pub fn covers(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// Do the two spans share a day?
    pub fn overlaps(self, other: Span) -> bool {
        let before = |until: Option<Day>, from: Option<Day>| matches!((until, from), (Some(u), Some(f)) if u <= f);
        !before(self.until, other.from) && !before(other.until, self.from)
    }

    /// Is the last day not before the first?
    pub fn is_ordered(self) -> bool {
        !matches!((self.from, self.until), (Some(from), Some(until)) if until < from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_is_written_as_it_was_read_and_nothing_else_is_a_day() {
        assert_eq!(day("2026-03-01").to_string(), "2026-03-01");
        for wrong in
            ["2026-3-1", "2026-02-30", "20260301", "2026-03-01T00:00", "0000-01-01", "二〇二六年", "+026-03-01"]
        {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_span_holds_its_first_day_and_not_its_last() {
        let span = Span { from: Some(day("2026-03-01")), until: Some(day("2026-04-01")) };

        assert!(span.covers(day("2026-03-01")));
        assert!(!span.covers(day("2026-04-01")));
        assert!(!span.overlaps(Span { from: Some(day("2026-04-01")), until: None }));
        assert!(span.overlaps(Span::ALWAYS));
    }
}
