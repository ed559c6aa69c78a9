//! Rank scores: where a value stands among the others, from 0 (below all) to 1 (above all).

/// For each value (people below + half of the equal others) ÷ (others), among those that have a value. Who is alone scores 0; values that are
/// not there, or are no numbers, have no score.
pub fn rank_scores(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut sorted: Vec<f64> = values.iter().flatten().copied().filter(|value| !value.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let others = sorted.len().saturating_sub(1);
    let score = |value: f64| {
        // Figures that differ by rounding alone are equal.
        let slack = value.abs() * 1e-9;
        let below = sorted.partition_point(|other| *other < value - slack);
        let up_to = sorted.partition_point(|other| *other <= value + slack);
        let equal_others = up_to - below - 1;
        if others == 0 { 0.0 } else { (below as f64 + equal_others as f64 / 2.0) / others as f64 }
    };
    values.iter().map(|value| value.filter(|value| !value.is_nan()).map(score)).collect()
}

/// The mean of what is there; none when nothing is.
pub fn mean_of_present(parts: &[Option<f64>]) -> Option<f64> {
    let present: Vec<f64> = parts.iter().flatten().copied().collect();
    (!present.is_empty()).then(|| present.iter().sum::<f64>() / present.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_middle_and_missing_ones_stay_out() {
        let scores = rank_scores(&[Some(3.0), Some(1.0), None, Some(3.0), Some(9.0)]);

        assert_eq!(scores, [Some(0.5), Some(0.0), None, Some(0.5), Some(1.0)]);
        assert_eq!(rank_scores(&[Some(7.0)]), [Some(0.0)]);
        assert_eq!(rank_scores(&[Some(f64::NAN), None]), [None, None]);
    }
}
