//! What can be laid over the cards of an org chart: what is believed about each person, and who of ours reaches whom.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use crate::analysis::coverage::{Contact, Coverage};
use crate::analysis::gaps::deciding;
use crate::analysis::ground::Ground;
use crate::belief::{LevelBelief, RoleBelief, Sureness};
use crate::font::display_text;
use crate::layout::marks::{Firmness, Mark};
use crate::model::id::PersonId;
use crate::model::member::Roster;
use crate::model::time::Day;

use super::OrgChartOptions;
use super::chart::Chart;
use crate::layout::legend::Entry;
use crate::layout::scene::Language;

mod foot;

pub(in crate::layout) use foot::{FootMark, FootRows};

/// Something that is laid over the cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overlay {
    /// Where people stand.
    Stance,
    /// Which part they play in the decision.
    Role,
    /// How much weight they have.
    Influence,
    /// Who of ours reaches them, and how well.
    Coverage,
    /// How old what we know is.
    Freshness,
    /// Who matters most, with the place in the order.
    KeyPeople,
}

impl Overlay {
    /// Every overlay.
    pub const ALL: [Self; 6] =
        [Self::Stance, Self::Role, Self::Influence, Self::Coverage, Self::Freshness, Self::KeyPeople];

    /// The word that addresses and commands know it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stance => "stance",
            Self::Role => "role",
            Self::Influence => "influence",
            Self::Coverage => "coverage",
            Self::Freshness => "freshness",
            Self::KeyPeople => "key-people",
        }
    }
}

impl FromStr for Overlay {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|overlay| overlay.word() == word).ok_or_else(|| {
            let words: Vec<&str> = Self::ALL.into_iter().map(Self::word).collect();
            format!("“{word}” is no overlay; there are {}", words.join(", "))
        })
    }
}

/// How many people bear the sign of key people.
const KEY_PEOPLE: usize = 10;

/// What the sign of key people means, and for which deal; none where nobody bears it.
pub(super) fn key_entry(chart: &Chart, deal: Option<&str>, language: Language) -> Option<Entry> {
    let mut holders = chart.posts.iter().flat_map(|post| &post.holders);
    let is_used = holders.any(|holder| holder.marks.foot.iter().any(|mark| matches!(mark, FootMark::Key(_))));
    let words = match (deal.map(display_text), language) {
        (Some(deal), Language::Zh) => format!("“{deal}”的关键人物与位次（前 {KEY_PEOPLE} 位）"),
        (Some(deal), Language::En) => format!("key people of “{deal}”, by place (the first {KEY_PEOPLE})"),
        (None, Language::Zh) => format!("客户整体的关键人物与位次（前 {KEY_PEOPLE} 位）"),
        (None, Language::En) => format!("key people of the account, by place (the first {KEY_PEOPLE})"),
    };
    is_used.then(|| foot::key_entry(&words))
}

/// The marks of one person.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct PersonMarks {
    /// Left of the name.
    pub role: Option<Mark>,
    /// Right of the name, and along the left edge of the card.
    pub stance: Option<Mark>,
    /// Under everything else.
    pub foot: Vec<FootMark>,
}

/// Gives each person on the chart the marks that the overlays ask for; on the card of his or her own only.
pub(super) fn lay(chart: &mut Chart, ground: &Ground<'_>, roster: &Roster, options: &OrgChartOptions) {
    let key_people = &options.key_people[..options.key_people.len().min(KEY_PEOPLE)];
    let (coverage, deciding) = (Coverage::of(ground), deciding(ground));
    let view = View { ground, coverage, deciding, roster, overlays: &options.overlays, key_people };
    let mut known: BTreeMap<PersonId, PersonMarks> = BTreeMap::new();
    for post in &mut chart.posts {
        for holder in post.holders.iter_mut().filter(|holder| holder.card_at.is_none()) {
            holder.marks = known.entry(holder.id).or_insert_with(|| view.marks(holder.id)).clone();
        }
    }
}

/// Everything from which marks are made.
struct View<'a> {
    ground: &'a Ground<'a>,
    coverage: Coverage,
    /// Those on whom the decision rests: only their gaps are worth a mark.
    deciding: BTreeSet<PersonId>,
    roster: &'a Roster,
    overlays: &'a [Overlay],
    /// Those who bear the sign of key people, the first one first.
    key_people: &'a [PersonId],
}

impl View<'_> {
    fn marks(&self, person: PersonId) -> PersonMarks {
        let beliefs = &self.ground.beliefs;
        let mut marks = PersonMarks::default();
        for overlay in self.overlays {
            match overlay {
                Overlay::Stance => marks.stance = Some(Mark::of_stance(beliefs.stance(person))),
                Overlay::Role => marks.role = beliefs.roles(person).into_iter().find_map(role_mark),
                Overlay::Influence => {
                    let level = share_level(beliefs.influence(person));
                    marks.foot.extend(level.map(|(level, firmness)| FootMark::Influence(level, firmness)));
                }
                Overlay::Coverage => marks.foot.extend(self.contacts(person)),
                Overlay::Freshness => marks.foot.extend(self.freshness(person)),
                Overlay::KeyPeople => {
                    let place = self.key_people.iter().position(|key| *key == person);
                    // Who matters comes before what is known of it.
                    marks.foot.splice(0..0, place.map(|place| FootMark::Key(place + 1)));
                }
            }
        }
        marks
    }

    fn contacts(&self, person: PersonId) -> Vec<FootMark> {
        let contacts = self.coverage.person(person).map(|covered| covered.contacts.as_slice()).unwrap_or_default();
        if contacts.is_empty() && self.deciding.contains(&person) {
            return vec![FootMark::Nobody];
        }
        contacts.iter().map(|contact| contact_mark(contact, self.roster)).collect()
    }

    /// The day of the last thing that we heard about a person or from him or her; nothing about those on whom nothing
    /// rests and of whom nothing was heard.
    fn freshness(&self, person: PersonId) -> Option<FootMark> {
        let levels = [self.ground.beliefs.stance(person), self.ground.beliefs.influence(person)];
        let heard = levels.into_iter().flatten().filter_map(|belief| belief.latest);
        let touched = self.coverage.person(person).into_iter().flat_map(|covered| &covered.contacts);
        let latest: Option<Day> = heard.chain(touched.filter_map(|contact| contact.last_touch_on)).max();
        let is_stale = levels.into_iter().flatten().any(|belief| belief.stale);
        (latest.is_some() || self.deciding.contains(&person)).then_some(FootMark::Heard { on: latest, is_stale })
    }
}

/// The letter of a role that is more probable than not.
pub(in crate::layout) fn role_mark(belief: &RoleBelief) -> Option<Mark> {
    if belief.held.probability <= 0.5 {
        return None;
    }
    let letter = match belief.role.level.as_str() {
        "D" | "decision_maker" | "economic" => 'D',
        "A" | "approver" => 'A',
        "E" | "evaluator" | "technical" => 'E',
        "I" | "influencer" => 'I',
        "S" | "champion" | "supporter" => 'S',
        "U" | "user" => 'U',
        "C" | "coach" => 'C',
        _ => return None,
    };
    Some(Mark::Role(letter))
}

/// A belief about a share in quarters, as firmly as it may be said; none where nothing is known.
fn share_level(belief: Option<&LevelBelief>) -> Option<(u8, Firmness)> {
    let belief = belief.filter(|belief| belief.is_known())?;
    let firmness = match belief.sureness {
        Sureness::Fair => Firmness::Fair,
        _ => Firmness::Weak,
    };
    Some(((belief.estimate * 4.0).round().clamp(0.0, 4.0) as u8, firmness))
}

/// The mark of one of ours who knows a person.
pub(in crate::layout) fn contact_mark(contact: &Contact, roster: &Roster) -> FootMark {
    let name = roster.name(contact.member).map(|name| display_text(name).into_owned());
    let level = contact.rapport.map(|rapport| (rapport * 4.0).round().clamp(0.0, 4.0) as u8);
    let name = name.unwrap_or_else(|| "?".to_owned());
    FootMark::Contact { initials: initials(&name), name, level }
}

/// The family name of a Chinese name; of others the first letters of the first and the last word.
fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next();
    if !name.contains(' ') {
        return first(name).map(String::from).unwrap_or_default();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    [words.first(), words.last()].into_iter().flatten().filter_map(|word| first(word)).collect()
}
