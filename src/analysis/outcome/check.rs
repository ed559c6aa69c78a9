//! What an outcome cannot be computed from, said in one sentence each.

use super::{Deliberation, OutcomeOptions, OutcomeRefusal, Stance};

/// How far chances that add up to 1 may be from it.
const ROUNDING: f64 = 1e-6;

pub(super) fn check(deliberation: &Deliberation, options: &OutcomeOptions) -> Result<(), OutcomeRefusal> {
    let people = deliberation.people.len();
    if options.graphs == 0 || options.draws == 0 || options.graphs.checked_mul(options.draws).is_none() {
        return refuse("At least one tie graph and one draw are needed, and fewer than 2³² draws in all.".to_owned());
    }
    if people >= 1 << 30 {
        return refuse(format!("There are {people} people; fewer than 2³⁰ can be reckoned with."));
    }
    for (at, person) in deliberation.people.iter().enumerate() {
        stance(at, &person.stance)?;
        share(person.adaptability, || format!("The adaptability of person {at}"))?;
    }
    for (at, tie) in deliberation.ties.iter().enumerate() {
        share(tie.probability, || format!("The probability of tie {at}"))?;
        share(tie.strength, || format!("The strength of tie {at}"))?;
        for end in [tie.from, tie.to] {
            is_there(end, people, || format!("Tie {at}"))?;
        }
    }
    for (at, stage) in deliberation.stages.iter().enumerate() {
        for sitter in stage.seats.iter().filter_map(|seat| seat.sitter) {
            is_there(sitter, people, || format!("A seat of stage {at}"))?;
        }
    }
    Ok(())
}

fn stance(person: usize, stance: &Stance) -> Result<(), OutcomeRefusal> {
    match stance {
        Stance::Unclaimed(chances) | Stance::Claimed(chances) => {
            let is_spread =
                chances.iter().all(|chance| *chance >= 0.0) && (chances.iter().sum::<f64>() - 1.0).abs() <= ROUNDING;
            if !is_spread {
                return refuse(format!(
                    "The chances of the stance levels of person {person} must be at least 0 and add up to 1."
                ));
            }
        }
        Stance::Pinned(value) => {
            if !(-1.0..=1.0).contains(value) {
                return refuse(format!(
                    "The stance of person {person} is pinned at {value}; it must lie between -1 and 1."
                ));
            }
        }
    }
    Ok(())
}

fn share(value: f64, what: impl Fn() -> String) -> Result<(), OutcomeRefusal> {
    if (0.0..=1.0).contains(&value) {
        return Ok(());
    }
    refuse(format!("{} is {value}; it must lie between 0 and 1.", what()))
}

fn is_there(person: u32, people: usize, what: impl Fn() -> String) -> Result<(), OutcomeRefusal> {
    if (person as usize) < people {
        return Ok(());
    }
    refuse(format!("{} names person {person}, but there are only {people} people.", what()))
}

fn refuse(sentence: String) -> Result<(), OutcomeRefusal> {
    Err(OutcomeRefusal::Input(sentence))
}
