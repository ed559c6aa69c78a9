//! Trends: the figures of a deal at past month-ends, so that one sees the doubt fall.

use serde::Serialize;
use utoipa::ToSchema;

use super::deliberation::{WhatIf, deliberation};
use super::ground::Ground;
use super::outcome::{Detail, OutcomeRefusal, outcome};
use super::telling::outcome::ChanceTold;
use super::telling::{Draws, whole_per_cent};
use super::watch::Watch;
use crate::model::time::Day;

/// The figures of a deal on one day, from the claims observed by then.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TrendPoint {
    /// The day.
    pub on: Day,
    /// The chance with its band.
    pub chance: ChanceTold,
    /// The mean confidence in the stances of those who sit, 0 to 1; none while no seat has a name.
    pub confidence: Option<f64>,
    /// The share of the variance that rests on unknowns.
    pub from_unknowns: f64,
}

/// The last days of so many months before this day's month, the oldest first.
pub fn month_ends(on: Day, months: u32) -> Vec<Day> {
    let (_, _, day) = on.parts();
    let first_of_month = on.plus_days(1 - i32::from(day));
    (0..months as i32).rev().map(|back| first_of_month.plus_months(-back).plus_days(-1)).collect()
}

/// The figures on the day of the ground.
pub fn trend_point(ground: &Ground<'_>, draws: Draws, watch: &Watch<'_>) -> Result<TrendPoint, OutcomeRefusal> {
    let options = draws.outcome(Detail::Band);
    let outcome = outcome(&deliberation(ground, &WhatIf::default()), &options, watch)?;
    let mut sitting: Vec<_> = ground.seats.iter().filter_map(|seated| seated.person).collect();
    sitting.sort_unstable();
    sitting.dedup();
    let confidence = |person| ground.beliefs.stance(person).map_or(0.0, |stance| stance.confidence);
    let mean = sitting.iter().map(|person| confidence(*person)).sum::<f64>() / sitting.len().max(1) as f64;
    Ok(TrendPoint {
        on: ground.question.on,
        chance: ChanceTold::from(&outcome),
        confidence: (!sitting.is_empty()).then(|| whole_per_cent(mean)),
        from_unknowns: whole_per_cent(outcome.from_unknowns),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn month_ends_lie_before_the_month_of_the_day_and_know_short_months() {
        let days = month_ends("2026-03-15".parse().expect("a day"), 3);

        assert_eq!(days.iter().map(Day::to_string).collect::<Vec<_>>(), ["2025-12-31", "2026-01-31", "2026-02-28"]);
    }
}
