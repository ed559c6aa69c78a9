//! The days in which a person held any post, told apart from those of the last row; a hundred thousand rows cost no more each.

use std::collections::BTreeMap;

use crate::model::time::{Day, Span};

/// The days that the rows of one person cover.
#[derive(Debug, Default)]
pub(super) struct Covered {
    /// Spans that share no day, by their first days; no first day is before all others.
    spans: BTreeMap<Option<Day>, Option<Day>>,
    /// The span of the last row, which is not among them yet.
    last: Option<Span>,
    /// Whether any row says a day.
    pub is_dated: bool,
}

impl Covered {
    /// Adds the span of a row, which is the last one from now on.
    pub fn add(&mut self, span: Span) {
        if let Some(before) = self.last.replace(span) {
            self.join(before);
        }
        self.is_dated |= span != Span::ALWAYS;
    }

    /// Whether rows before the last one cover a day of a span.
    pub fn overlaps(&self, span: Span) -> bool {
        self.overlapping(span).is_some()
    }

    /// The latest of the spans that shares a day with another. Spans that share no day end in the order in which they begin,
    /// so that it is the last one that begins before the other ends, or none is.
    fn overlapping(&self, span: Span) -> Option<Span> {
        let before = match span.until {
            Some(until) => self.spans.range(..Some(until)).next_back(),
            None => self.spans.last_key_value(),
        };
        before.map(|(from, until)| Span { from: *from, until: *until }).filter(|other| other.overlaps(span))
    }

    /// Joins a span with those that it overlaps; each is taken out once at most.
    fn join(&mut self, mut span: Span) {
        while let Some(other) = self.overlapping(span) {
            self.spans.remove(&other.from);
            // No first day is less than any day, and no last day is more.
            span.from = span.from.min(other.from);
            span.until = span.until.zip(other.until).map(|(one, other)| one.max(other));
        }
        // Two that begin on one day share none only where one of them is empty, which says no more than the other.
        let known = self.spans.entry(span.from).or_insert(span.until);
        *known = known.zip(span.until).map(|(one, other)| one.max(other));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans() -> Vec<Span> {
        let days: Vec<Option<Day>> = (1..=5).map(|day| format!("2026-03-0{day}").parse().ok()).chain([None]).collect();
        let pairs = days.iter().flat_map(|from| days.iter().map(|until| Span { from: *from, until: *until }));
        pairs.filter(|span| span.from.zip(span.until).is_none_or(|(from, until)| from <= until)).collect()
    }

    #[test]
    fn what_is_covered_is_what_any_row_before_the_last_covers() {
        let spans = spans();
        let mut seed = 7_usize;
        for _ in 0..2000 {
            let mut covered = Covered::default();
            let mut rows = Vec::new();
            for _ in 0..6 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let span = spans[(seed >> 33) % spans.len()];
                covered.add(span);
                rows.push(span);

                let before = &rows[..rows.len() - 1];
                for asked in &spans {
                    let is_covered = before.iter().any(|other| other.overlaps(*asked));
                    assert_eq!(covered.overlaps(*asked), is_covered, "{rows:?} {asked:?}");
                }
            }
        }
    }
}
