//! The outcome of a deal, as it is told: a chance with its band, what it rests on, and what to find out next.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{LevelTold, METHOD_VERSION, PersonTold, name_of, whole_per_cent};
use crate::analysis::advice::{Ask, ask_about, reliabilities};
use crate::analysis::ground::Ground;
use crate::analysis::outcome::Outcome;
use crate::analysis::quiet::QuietReason;
use crate::graph::access::Access;
use crate::model::id::{DealId, PersonId, SeatId, StageId};
use crate::model::language::Language;
use crate::model::time::Day;

/// How many facts to learn, and how many people to work on, are told.
const MOST: usize = 12;

/// A chance with its band.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChanceTold {
    /// The mean, 0 to 1 in whole per cents.
    pub mean: f64,
    /// 5 % of the draws lie below.
    pub low: f64,
    /// 5 % of the draws lie above.
    pub high: f64,
}

impl From<&Outcome> for ChanceTold {
    fn from(outcome: &Outcome) -> Self {
        Self {
            mean: whole_per_cent(outcome.mean),
            low: whole_per_cent(outcome.low),
            high: whole_per_cent(outcome.high),
        }
    }
}

/// The chance of one stage by itself.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StageTold {
    /// The stage.
    pub stage: StageId,
    /// Its name.
    pub name: String,
    /// The mean chance that it says yes; 1 where it has no seats and so sets no condition.
    pub chance: f64,
    /// How many seats it has.
    pub seats: usize,
}

/// What a person's stance means for the outcome.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct WeightTold {
    /// Who it is.
    #[serde(flatten)]
    pub who: PersonTold,
    /// The stance; none where nobody said anything.
    pub stance: Option<LevelTold>,
    /// The share of the variance that learning the stance would take away, 0 to 1.
    pub doubt: f64,
    /// By how much the chance would rise with half a step more support, 0 to 1.
    pub lever: f64,
}

/// Something worth finding out.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LearnTold {
    /// The person whose stance it is; none for a vacant seat.
    pub person: Option<PersonId>,
    /// The seat of which nobody knows who sits there.
    pub seat: Option<SeatId>,
    /// The share of the variance that knowing it would take away, 0 to 1.
    pub value: f64,
    /// The question to ask.
    pub question: String,
    /// Who of ours could ask whom, the likeliest to learn it first; empty when nobody can, or when nobody may be asked.
    pub ask: Vec<Ask>,
    /// Why nobody may be asked.
    pub quiet: Option<QuietReason>,
}

/// Somebody worth working on.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct WorkTold {
    /// Who it is.
    #[serde(flatten)]
    pub who: PersonTold,
    /// The lever, 0 to 1.
    pub lever: f64,
    /// How reliably the person can be reached, 0 to 1; none when not at all, or when the person must be left alone.
    pub access: Option<f64>,
    /// Lever divided by the cost of access; none without access.
    pub worth: Option<f64>,
    /// Why the person must be left alone.
    pub quiet: Option<QuietReason>,
}

/// How sure we are of a deal.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OutcomeTold {
    /// The version of the methods.
    pub method_version: &'static str,
    /// The day of the view.
    pub on: Day,
    /// The deal.
    pub deal: DealId,
    /// The chance that all stages still to come say yes.
    pub chance: ChanceTold,
    /// The share of the variance that rests on stances of which nothing was claimed.
    pub from_unknowns: f64,
    /// The chance that knowing nothing would give under these rules.
    pub knowing_nothing: f64,
    /// How many draws this rests on.
    pub draws: u32,
    /// The stages still to come.
    pub stages: Vec<StageTold>,
    /// The people who matter to the outcome at all, the largest doubt first.
    pub people: Vec<WeightTold>,
    /// What to learn next, the most valuable first.
    pub learn: Vec<LearnTold>,
    /// Whom to work on, the most rewarding first.
    pub work_on: Vec<WorkTold>,
}

/// The outcome of the ground's deal as told; none without a deal.
pub fn tell_outcome(ground: &Ground<'_>, outcome: &Outcome, language: Language) -> Option<OutcomeTold> {
    let deal = ground.deal?;
    let access = Access::of(ground.influence.people.clone(), &ground.beliefs);
    let stages = ground.stages().into_iter().zip(&outcome.stages).map(|((stage, seats), chance)| StageTold {
        stage: stage.id,
        name: stage.name.clone(),
        chance: whole_per_cent(*chance),
        seats: seats.len(),
    });
    Some(OutcomeTold {
        method_version: METHOD_VERSION,
        on: ground.question.on,
        deal: deal.id,
        chance: ChanceTold::from(outcome),
        from_unknowns: whole_per_cent(outcome.from_unknowns),
        knowing_nothing: whole_per_cent(outcome.knowing_nothing),
        draws: outcome.draws,
        stages: stages.collect(),
        people: weights(ground, outcome),
        learn: to_learn(ground, outcome, &access, language),
        work_on: to_work_on(ground, outcome, &access),
    })
}

fn weights(ground: &Ground<'_>, outcome: &Outcome) -> Vec<WeightTold> {
    let mut people: Vec<_> = ground.influence.people.ids().iter().zip(&outcome.people).collect();
    people.retain(|(_, weight)| weight.doubt > 0.0 || weight.lever > 0.0);
    people.sort_by(|one, other| other.1.doubt.total_cmp(&one.1.doubt).then(one.0.cmp(other.0)));
    let told = people.into_iter().map(|(person, weight)| WeightTold {
        who: PersonTold::of(ground, *person),
        stance: ground.beliefs.stance(*person).map(LevelTold::from),
        doubt: whole_per_cent(weight.doubt),
        lever: whole_per_cent(weight.lever),
    });
    told.collect()
}

fn to_learn(ground: &Ground<'_>, outcome: &Outcome, access: &Access, language: Language) -> Vec<LearnTold> {
    let people = ground.influence.people.ids().iter().zip(&outcome.people);
    let stances = people.filter(|(_, weight)| weight.doubt > 0.0).map(|(person, weight)| {
        let quiet = ground.quiet.concerns(*person).cloned();
        let learn = LearnTold {
            person: Some(*person),
            seat: None,
            value: weight.doubt,
            question: stance_question(ground, *person, language),
            ask: if quiet.is_some() { Vec::new() } else { ask_about(ground, access, *person) },
            quiet,
        };
        (weight.doubt, learn)
    });
    let stages = ground.stages();
    let vacancies = outcome.vacancies.iter().filter(|vacancy| vacancy.doubt > 0.0).filter_map(|vacancy| {
        let (stage, seats) = stages.get(vacancy.stage as usize)?;
        let question = match language {
            Language::Zh => format!("“{}”还空着的席位由谁来坐？", stage.name),
            Language::En => format!("Who will take the vacant seat of “{}”?", stage.name),
        };
        let seat = seats.get(vacancy.seat as usize).map(|seated| seated.seat.id);
        let learn = LearnTold { person: None, seat, value: vacancy.doubt, question, ask: Vec::new(), quiet: None };
        Some((vacancy.doubt, learn))
    });
    let mut learn: Vec<(f64, LearnTold)> = stances.chain(vacancies).collect();
    learn.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then((one.1.person, one.1.seat).cmp(&(other.1.person, other.1.seat)))
    });
    learn.truncate(MOST);
    learn.into_iter().map(|(_, learn)| LearnTold { value: whole_per_cent(learn.value), ..learn }).collect()
}

fn stance_question(ground: &Ground<'_>, person: PersonId, language: Language) -> String {
    let name = name_of(ground, person, language);
    let deal = ground.deal.map_or("", |deal| deal.name.as_str());
    match (ground.known_stance(person).is_some(), language) {
        (false, Language::Zh) => format!("{name}对“{deal}”持什么态度？"),
        (false, Language::En) => format!("Where does {name} stand on “{deal}”?"),
        (true, Language::Zh) => format!("{name}对“{deal}”的态度现在是否仍如我们所知？"),
        (true, Language::En) => format!("Does {name} still stand on “{deal}” as we believe?"),
    }
}

fn to_work_on(ground: &Ground<'_>, outcome: &Outcome, access: &Access) -> Vec<WorkTold> {
    let reached = reliabilities(ground, access);
    let people = ground.influence.people.ids().iter().zip(&outcome.people);
    let mut work: Vec<(f64, WorkTold)> = people
        .filter(|(_, weight)| weight.lever > 0.0)
        .map(|(person, weight)| {
            let quiet = ground.quiet.concerns(*person).cloned();
            let reached = access.node(*person).map(|node| reached[node as usize]).filter(|reached| *reached > 0.0);
            let told = WorkTold {
                who: PersonTold::of(ground, *person),
                lever: whole_per_cent(weight.lever),
                access: reached.map(whole_per_cent),
                worth: reached.map(|reached| whole_per_cent(weight.lever * reached)),
                quiet,
            };
            (weight.lever * reached.unwrap_or(0.0), told)
        })
        .collect();
    work.sort_by(|one, other| {
        other
            .0
            .total_cmp(&one.0)
            .then(other.1.lever.total_cmp(&one.1.lever))
            .then(one.1.who.person.cmp(&other.1.who.person))
    });
    work.truncate(MOST);
    work.into_iter().map(|(_, told)| told).collect()
}
