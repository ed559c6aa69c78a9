//! The clock, handed to whoever needs to know the time, so that tests choose it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::tz::TimeZone;

use crate::model::time::Day;
use crate::store::Instant;

/// What tells the time; copies tell the same time.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The clock of the machine, which never goes back: what has expired stays expired when somebody sets the machine's clock back.
    System(Arc<AtomicI64>),
    /// A clock that stands still until it is set.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        Self::System(Arc::new(AtomicI64::new(i64::MIN)))
    }

    /// A clock that stands at this moment.
    pub fn fixed(at: Instant) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.0)))
    }

    /// This moment.
    pub fn now(&self) -> Instant {
        match self {
            Self::System(latest) => {
                let now = Instant::from(jiff::Timestamp::now()).0;
                Instant(latest.fetch_max(now, Ordering::Relaxed).max(now))
            }
            Self::Fixed(at) => Instant(at.load(Ordering::Relaxed)),
        }
    }

    /// Moves a clock that stands still on by so many seconds; the machine's clock goes by itself.
    pub fn advance(&self, seconds: i64) {
        if let Self::Fixed(at) = self {
            at.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
        }
    }

    /// This day in a time zone.
    pub fn today(&self, zone: &TimeZone) -> Day {
        let now = jiff::Timestamp::from_microsecond(self.now().0).unwrap_or_default();
        now.to_zoned_datetime(zone.clone()).date().into()
    }
}

/// The moment at which a day begins in a time zone.
pub fn start_of(day: Day, zone: &TimeZone) -> Instant {
    // Beyond the last moment that there is, the last one.
    let date = jiff::civil::Date::from(day);
    date.to_zoned_datetime(zone.clone()).map_or(Instant(i64::MAX), |start| start.timestamp().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_of_its_time_zone() {
        let late = "2026-03-01T17:00:00Z".parse::<jiff::Timestamp>().unwrap();
        let clock = Clock::fixed(late.into());

        assert_eq!(clock.today(&TimeZone::UTC).to_string(), "2026-03-01");
        assert_eq!(clock.today(&TimeZone::get("Asia/Shanghai").unwrap()).to_string(), "2026-03-02");
    }

    #[test]
    fn the_start_of_a_day_is_midnight_of_its_time_zone() {
        let day = Day::new(2026, 11, 30).unwrap();

        let start = start_of(day, &TimeZone::get("Asia/Shanghai").unwrap());

        assert_eq!(start.to_string(), "2026-11-29T16:00:00Z");
    }

    #[test]
    fn the_machines_clock_never_goes_back() {
        let clock = Clock::System(Arc::new(AtomicI64::new(i64::MAX - 1)));

        assert_eq!(clock.now(), Instant(i64::MAX - 1));
    }
}
