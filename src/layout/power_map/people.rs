//! Who is on the map, and what is believed of each: stance, influence, seat and role.

use crate::analysis::ground::Ground;
use crate::belief::{LevelBelief, Sureness};
use crate::font::display_text;
use crate::layout::marks::Mark;
use crate::layout::naming::naming;
use crate::layout::org_chart::role_mark;
use crate::layout::scene::Language;
use crate::model::id::PersonId;
use crate::model::person::Person;
use crate::model::snapshot::Snapshot;

/// A person on the map.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub person: PersonId,
    pub name: String,
    /// The title of the own post; empty without one.
    pub post: String,
    /// Stance as a mark.
    pub stance_mark: Mark,
    /// −1 (against) to 1 (for); none when nothing is known.
    pub stance: Option<f32>,
    /// 0 to 1; none when nothing is known.
    pub influence: Option<f32>,
    /// Whether stance or influence rests on little.
    pub is_weak: bool,
    /// Whether he or she has a seat in a stage to come.
    pub has_seat: bool,
    /// Whether a seat of his or hers can stop the decision alone.
    pub has_veto: bool,
    /// The part in the decision.
    pub role: Option<Mark>,
    /// Whether the person stands for somebody who is not named.
    pub is_undisclosed: bool,
    /// How near to the decision, for the order of those who are drawn first.
    level: u32,
}

impl Standing {
    /// The influence in quarters, 0 to 4; 0 when nothing is known.
    pub(super) fn quarter(&self) -> usize {
        (self.influence.unwrap_or(0.0) * 4.0).round().clamp(0.0, 4.0) as usize
    }

    /// What is known of the person, for the ear.
    pub(super) fn label(&self, language: Language) -> String {
        let mut parts = vec![self.name.clone(), self.post.clone()];
        parts.push(self.stance_mark.reading(language));
        parts.push(match self.influence {
            Some(share) => format!("{} {:.0}/10", language.pick("影响力", "influence"), share * 10.0),
            None => language.pick("影响力未知", "influence unknown").to_owned(),
        });
        if self.is_weak && !self.stance_mark.is_weak() {
            parts.push(language.pick("影响力依据弱", "weak evidence of influence").to_owned());
        }
        if self.has_seat {
            parts.push(language.pick("有决策席位", "has a decision seat").to_owned());
        }
        parts.extend(self.has_veto.then(|| Mark::Veto.reading(language)));
        parts.extend(self.role.map(|role| role.reading(language)));
        parts.retain(|part| !part.is_empty());
        parts.join(language.pick("，", ", "))
    }
}

/// Everybody, those with a seat first, then by influence, then by nearness to the decision.
pub(super) fn standings(snapshot: &Snapshot, ground: Option<&Ground<'_>>, language: Language) -> Vec<Standing> {
    let people = snapshot.records().persons.iter();
    let mut standings: Vec<Standing> = people.map(|person| standing(snapshot, ground, person, language)).collect();
    standings.sort_by(|one, other| {
        let influence = |of: &Standing| of.influence.unwrap_or(-1.0);
        (other.has_veto.cmp(&one.has_veto))
            .then(other.has_seat.cmp(&one.has_seat))
            .then(influence(other).total_cmp(&influence(one)))
            .then(one.level.cmp(&other.level))
            .then(one.person.cmp(&other.person))
    });
    standings
}

fn standing(snapshot: &Snapshot, ground: Option<&Ground<'_>>, person: &Person, language: Language) -> Standing {
    let post = snapshot.tenures_of_person(person.id).next().and_then(|tenure| snapshot.post(tenure.post));
    let beliefs = ground.map(|ground| &ground.beliefs);
    let stance = beliefs.and_then(|beliefs| beliefs.stance(person.id));
    let influence = beliefs.and_then(|beliefs| beliefs.influence(person.id));
    let seats = || ground.into_iter().flat_map(|ground| ground.seats_of(person.id));
    let roles = beliefs.map_or_else(Vec::new, |beliefs| beliefs.roles(person.id));
    let is_weak = |belief: Option<&LevelBelief>| belief.is_some_and(|belief| belief.sureness == Sureness::Weak);
    Standing {
        person: person.id,
        name: naming(snapshot, person, language),
        post: post.map_or_else(String::new, |post| display_text(&post.title).into_owned()),
        stance_mark: Mark::of_stance(stance),
        stance: known_level(stance),
        influence: known_level(influence),
        is_weak: is_weak(stance) || is_weak(influence),
        has_seat: seats().next().is_some(),
        has_veto: seats().any(|seated| seated.seat.veto),
        role: roles.into_iter().find_map(role_mark),
        is_undisclosed: person.is_undisclosed(),
        level: ground.and_then(|ground| ground.levels.get(&person.id)).copied().unwrap_or(u32::MAX),
    }
}

/// Where a belief stands when it is known: what was claimed, since the even prior would draw the weakly known to the middle.
pub(in crate::layout) fn known_level(belief: Option<&LevelBelief>) -> Option<f32> {
    let belief = belief.filter(|belief| belief.is_known())?;
    Some(belief.claimed.unwrap_or(belief.estimate) as f32)
}
