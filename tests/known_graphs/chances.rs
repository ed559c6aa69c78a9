//! The outcome of a deal, held against going through all worlds, and the laws that it keeps.

use waterline::analysis::opinion::Opinion;
use waterline::analysis::outcome::{
    Deliberation, Detail, LEVELS, Outcome, OutcomeOptions, OutcomeRefusal, Person, Seat, Stage, Stance, Tie, outcome,
};
use waterline::analysis::watch::{Stopped, Watch};
use waterline::graph::compact::{CompactGraph, Edge, Parallel};
use waterline::model::stage::Rule;

const FEW: OutcomeOptions = OutcomeOptions { graphs: 20, draws: 20, seed: 1, detail: Detail::People };

fn assert_near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} instead of {expected}");
}

fn says_yes(opinion: f64) -> f64 {
    1.0 / (1.0 + (-4.0 * opinion).exp())
}

fn person(stance: Stance) -> Person {
    Person { stance, adaptability: 0.8 }
}

fn tie(from: u32, to: u32, probability: f64, strength: f64) -> Tie {
    Tie { from, to, probability, strength }
}

fn seats(sitters: &[u32]) -> Vec<Seat> {
    sitters.iter().map(|sitter| Seat { sitter: Some(*sitter), votes: 1, veto: false }).collect()
}

fn ask(deliberation: &Deliberation, options: &OutcomeOptions) -> Outcome {
    outcome(deliberation, options, &Watch::none()).expect("an outcome")
}

/// Six people around a committee of three; the last heeds others, but nobody heeds him.
fn committee_of_three() -> Deliberation {
    Deliberation {
        people: vec![
            person(Stance::Claimed([0.1, 0.1, 0.2, 0.4, 0.2])),
            person(Stance::FLAT),
            person(Stance::Claimed([0.5, 0.2, 0.1, 0.1, 0.1])),
            person(Stance::FLAT),
            person(Stance::Claimed([0.0, 0.0, 0.3, 0.3, 0.4])),
            person(Stance::FLAT),
        ],
        ties: vec![
            tie(3, 0, 0.5, 0.7),
            tie(4, 1, 0.6, 0.5),
            tie(4, 1, 1.0, 0.3),
            tie(4, 3, 0.8, 0.4),
            tie(0, 2, 1.0, 0.6),
            tie(2, 0, 0.3, 0.5),
            tie(0, 5, 0.9, 0.9),
        ],
        stages: vec![
            Stage { rule: Rule::Majority, seats: seats(&[0, 1, 2]) },
            Stage { rule: Rule::Sole, seats: seats(&[0]) },
        ],
    }
}

#[test]
fn the_mean_agrees_with_going_through_all_worlds() {
    let people = [Stance::Claimed([0.1, 0.2, 0.3, 0.3, 0.1]), Stance::FLAT, Stance::Claimed([0.0, 0.0, 0.2, 0.3, 0.5])];
    let deliberation = Deliberation {
        people: people.into_iter().map(person).collect(),
        ties: vec![tie(1, 0, 0.4, 0.9), tie(2, 0, 0.7, 0.5), tie(2, 1, 1.0, 0.6)],
        stages: vec![Stage { rule: Rule::Consensus, seats: seats(&[0, 1]) }],
    };
    let mut expected = 0.0;
    for (first, second) in [(false, false), (false, true), (true, false), (true, true)] {
        let chance = (if first { 0.4 } else { 0.6 }) * (if second { 0.7 } else { 0.3 });
        let mut edges = vec![Edge { from: 2, to: 1, weight: 0.6 }];
        edges.extend(first.then_some(Edge { from: 1, to: 0, weight: 0.9 }));
        edges.extend(second.then_some(Edge { from: 2, to: 0, weight: 0.5 }));
        let opinion = Opinion::of(&CompactGraph::of(3, &edges, Parallel::Either), &[0.8; 3]).unwrap();
        for world in 0..125_usize {
            let levels = [world % 5, world / 5 % 5, world / 25];
            let settled = opinion.settled(&levels.map(|level| LEVELS[level]));
            let stances: f64 = people
                .iter()
                .zip(levels)
                .map(|(stance, level)| match stance {
                    Stance::Unclaimed(chances) | Stance::Claimed(chances) => chances[level],
                    Stance::Pinned(_) => 1.0,
                })
                .product();
            expected += chance * stances * says_yes(settled[0]) * says_yes(settled[1]);
        }
    }

    let found = ask(&deliberation, &OutcomeOptions { graphs: 400, draws: 100, ..OutcomeOptions::default() });

    assert_near(found.mean, expected, 0.01);
    assert!(found.low < found.mean && found.mean < found.high);
    assert_near(found.stages[0], found.mean, 1e-12);
}

#[test]
fn a_decider_alone_explains_all_doubt() {
    let chances = [0.1, 0.2, 0.3, 0.3, 0.1];
    let deliberation = Deliberation {
        people: vec![person(Stance::Claimed(chances)), person(Stance::FLAT)],
        ties: vec![],
        stages: vec![Stage { rule: Rule::Sole, seats: seats(&[0]) }],
    };

    let found = ask(&deliberation, &OutcomeOptions { graphs: 400, draws: 100, ..OutcomeOptions::default() });

    let lever: f64 = (0..4).map(|level| chances[level] * (says_yes(LEVELS[level + 1]) - says_yes(LEVELS[level]))).sum();
    assert_near(found.people[0].doubt, 1.0, 0.02);
    assert_near(found.people[0].lever, lever, 0.005);
    assert_near(found.people[1].doubt, 0.0, 0.0);
    assert_near(found.people[1].lever, 0.0, 0.0);
    assert_near(found.from_unknowns, 0.0, 0.0);
}

#[test]
fn doubt_and_lever_are_what_pinning_the_stance_would_show() {
    let deliberation = committee_of_three();
    let found = ask(&deliberation, &FEW);
    let mean_with = |person: usize, value: f64| {
        let mut what_if = deliberation.clone();
        what_if.people[person].stance = Stance::Pinned(value);
        ask(&what_if, &FEW).mean
    };

    let spread: Vec<f64> = (0..6)
        .map(|person| {
            let (Stance::Unclaimed(chances) | Stance::Claimed(chances)) = deliberation.people[person].stance else {
                unreachable!("nobody is pinned");
            };
            let means = LEVELS.map(|level| mean_with(person, level));
            let mean: f64 = chances.iter().zip(means).map(|(chance, level)| chance * level).sum();
            chances.iter().zip(means).map(|(chance, level)| chance * (level - mean).powi(2)).sum()
        })
        .collect();

    for person in 0..6 {
        // Var(P) is not told; it falls out of the ratio to the first person's doubt.
        assert_near(found.people[person].doubt / found.people[0].doubt, spread[person] / spread[0], 1e-9);
    }
    assert!(found.people[0].doubt > 0.1 && found.people.iter().map(|one| one.doubt).sum::<f64>() <= 1.0 + 1e-12);
    let mut pinned = deliberation.clone();
    pinned.people[3].stance = Stance::Pinned(0.25);
    let lever = ask(&pinned, &FEW).people[3].lever;
    assert_near(lever, mean_with(3, 0.75) - mean_with(3, 0.25), 1e-12);
    assert!(lever > 0.001);
}

#[test]
fn certain_stances_and_ties_leave_no_band() {
    let mut deliberation = committee_of_three();
    for (at, person) in deliberation.people.iter_mut().enumerate() {
        person.stance = Stance::Pinned(at as f64 / 5.0 - 0.4);
    }
    for tie in &mut deliberation.ties {
        tie.probability = 1.0;
    }

    let found = ask(&deliberation, &OutcomeOptions::default());

    assert_eq!(found.low.to_bits(), found.high.to_bits());
    assert_eq!(found.mean.to_bits(), found.low.to_bits());
    assert!(found.people.iter().all(|person| person.doubt == 0.0));
    assert_near(found.from_unknowns, 0.0, 0.0);
    let certain: Vec<Person> =
        deliberation.people.iter().map(|_| person(Stance::Claimed([0.0, 0.0, 0.0, 1.0, 0.0]))).collect();
    let found = ask(&Deliberation { people: certain, ..deliberation }, &OutcomeOptions::default());
    assert_eq!(found.low.to_bits(), found.high.to_bits());
    assert!(found.people.iter().all(|person| person.doubt == 0.0));
}

#[test]
fn a_fact_that_cannot_change_the_outcome_is_worth_exactly_nothing() {
    let mut deliberation = committee_of_three();
    let found = ask(&deliberation, &FEW);
    assert!(found.people[5].doubt == 0.0 && found.people[5].lever == 0.0);
    assert!(found.people[3].doubt > 0.0);

    // The one way from the fourth to a seat leads through somebody whom nobody moves.
    deliberation.people[0].adaptability = 0.0;
    let found = ask(&deliberation, &FEW);

    assert!(found.people[3].doubt == 0.0 && found.people[3].lever == 0.0);
}

#[test]
fn a_seat_without_power_is_worth_exactly_nothing() {
    let mut seats = seats(&[0, 1, 2, 3]);
    // As Luxembourg in the council of 1958: no sum of the others is one vote short.
    seats.iter_mut().zip([1, 4, 4, 4]).for_each(|(seat, votes)| seat.votes = votes);
    let deliberation = Deliberation {
        people: vec![person(Stance::Claimed([0.1, 0.3, 0.2, 0.3, 0.1])); 4],
        ties: vec![tie(1, 2, 0.5, 0.5)],
        stages: vec![Stage { rule: Rule::Quota { votes: 8 }, seats }],
    };

    let found = ask(&deliberation, &FEW);

    assert!(found.people[0].doubt == 0.0 && found.people[0].lever == 0.0);
    assert!(found.people[1].doubt > 0.0 && found.people[1].lever > 0.0);
}

#[test]
fn a_tie_that_cannot_be_changes_no_byte() {
    let deliberation = committee_of_three();
    let mut more = deliberation.clone();
    more.ties.insert(0, tie(5, 0, 0.0, 0.9));
    more.ties.insert(3, tie(4, 1, 0.0, 0.9));
    more.ties.push(tie(5, 1, 0.9, 0.0));
    more.ties.push(tie(1, 1, 0.9, 0.9));

    assert_eq!(ask(&deliberation, &FEW), ask(&more, &FEW));
}

#[test]
fn the_order_of_ties_between_different_people_changes_no_byte() {
    let deliberation = committee_of_three();
    let mut turned = deliberation.clone();
    turned.ties.rotate_left(3);

    assert_eq!(ask(&deliberation, &FEW), ask(&turned, &FEW));
}

#[test]
fn raising_a_stance_never_lowers_the_chance_in_a_what_if() {
    let mut deliberation = committee_of_three();
    let mut last = 0.0;

    for step in -4..=4 {
        deliberation.people[4].stance = Stance::Pinned(f64::from(step) / 4.0);
        let now = ask(&deliberation, &OutcomeOptions { detail: Detail::Band, ..FEW });

        assert!(now.mean > last && now.people.is_empty());
        last = now.mean;
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let deliberation = committee_of_three();
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| ask(&deliberation, &FEW))
    };

    assert_eq!(on(1), on(4));
    assert_ne!(on(1), ask(&deliberation, &OutcomeOptions { seed: 2, ..FEW }));
}

#[test]
fn knowing_nothing_means_less_the_more_must_agree() {
    let nothing = |rule, sitters: &[u32]| {
        let deliberation = Deliberation {
            people: vec![person(Stance::Pinned(1.0)); 5],
            ties: vec![],
            stages: vec![Stage { rule, seats: seats(sitters) }],
        };
        ask(&deliberation, &FEW).knowing_nothing
    };

    assert_near(nothing(Rule::Sole, &[0]), 0.5, 1e-12);
    assert_near(nothing(Rule::Majority, &[0, 1, 2, 3, 4]), 0.5, 1e-12);
    assert_near(nothing(Rule::Consensus, &[0, 1, 2, 3, 4]), 1.0 / 32.0, 1e-12);
}

#[test]
fn who_decides_twice_is_of_one_mind_and_sits_once_with_all_votes() {
    let stage = Stage { rule: Rule::Sole, seats: seats(&[0]) };
    let twice = Deliberation { people: vec![person(Stance::FLAT)], ties: vec![], stages: vec![stage.clone(), stage] };
    let mut seats = seats(&[0, 1, 1]);
    seats[0].votes = 2;
    seats[1].votes = 2;
    let merged = Deliberation {
        people: vec![person(Stance::Pinned(-1.0)), person(Stance::Pinned(0.5))],
        ties: vec![],
        stages: vec![Stage { rule: Rule::Majority, seats }],
    };

    let squares: f64 = LEVELS.iter().map(|level| says_yes(*level).powi(2)).sum();
    assert_near(ask(&twice, &FEW).knowing_nothing, squares / 5.0, 1e-12);
    assert_near(ask(&merged, &FEW).mean, says_yes(0.5), 1e-12);
}

#[test]
fn a_vacant_seat_is_an_unknown() {
    let mut seats = seats(&[0]);
    seats.push(Seat { sitter: None, votes: 1, veto: false });
    let deliberation = Deliberation {
        people: vec![person(Stance::Pinned(1.0))],
        ties: vec![],
        stages: vec![Stage { rule: Rule::Consensus, seats }],
    };

    let found = ask(&deliberation, &OutcomeOptions::default());

    assert_near(found.mean, 0.5 * says_yes(1.0), 0.01);
    assert_near(found.from_unknowns, 1.0, 1e-12);
    assert_eq!((found.vacancies[0].stage, found.vacancies[0].seat), (0, 1));
    assert_near(found.vacancies[0].doubt, 1.0, 0.02);
}

#[test]
fn without_a_stage_nothing_stands_in_the_way_and_nobody_matters() {
    let empty = ask(&Deliberation::default(), &FEW);
    let alone = ask(&Deliberation { people: vec![person(Stance::FLAT)], ..Deliberation::default() }, &FEW);

    assert_eq!((empty.mean, empty.low, empty.high, empty.knowing_nothing), (1.0, 1.0, 1.0, 1.0));
    assert_eq!((alone.mean, alone.people[0].doubt), (1.0, 0.0));
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence() {
    let base = committee_of_three();
    let refusal = |change: &dyn Fn(&mut Deliberation)| {
        let mut changed = base.clone();
        change(&mut changed);
        outcome(&changed, &FEW, &Watch::none()).expect_err("a refusal").to_string()
    };

    assert!(refusal(&|it| it.ties[0].probability = f64::NAN).contains("The probability of tie 0 is NaN"));
    assert!(refusal(&|it| it.ties[2].strength = 1.5).contains("The strength of tie 2 is 1.5"));
    assert!(refusal(&|it| it.ties[2].to = 6).contains("Tie 2 names person 6"));
    assert!(refusal(&|it| it.people[1].adaptability = -0.1).contains("adaptability of person 1"));
    assert!(refusal(&|it| it.people[1].stance = Stance::Pinned(2.0)).contains("person 1 is pinned at 2"));
    assert!(refusal(&|it| it.people[1].stance = Stance::Claimed([0.3; 5])).contains("add up to 1"));
    assert!(refusal(&|it| it.people[1].stance = Stance::Claimed([f64::NAN; 5])).contains("add up to 1"));
    assert!(refusal(&|it| it.stages[1].seats[0].sitter = Some(9)).contains("A seat of stage 1 names person 9"));
    let none = OutcomeOptions { draws: 0, ..FEW };
    assert!(matches!(outcome(&base, &none, &Watch::none()), Err(OutcomeRefusal::Input(_))));
}

#[test]
fn it_stops_when_it_is_told_to() {
    let stop = std::sync::atomic::AtomicBool::new(true);

    let stopped = outcome(&committee_of_three(), &FEW, &Watch::until(&stop));

    assert_eq!(stopped, Err(OutcomeRefusal::Stopped(Stopped)));
}
