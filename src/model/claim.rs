//! Claims: graded, dated, fading statements; what the map shows below the waterline adds up from them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::grade::Grade;
use super::id::{ClaimId, DealId, MemberId, PersonId, SourceId};
use super::preset;
use super::record::{Kind, Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::scale::{Axis, ScaleValue};
use super::source::SourceKind;
use super::tier::Tier;
use super::time::Day;

/// Whom or what a worry, goal or note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A person.
    Person(PersonId),
    /// A deal.
    Deal(DealId),
}

/// What is stated; the closed list of kinds of claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Statement {
    /// Where a person stands.
    Stance {
        /// Who.
        person: PersonId,
        /// Where, on a stance scale.
        value: ScaleValue,
    },
    /// How much weight a person has.
    Influence {
        /// Who.
        person: PersonId,
        /// How much, on an influence scale.
        value: ScaleValue,
    },
    /// The part a person plays in the decision.
    Role {
        /// Who.
        person: PersonId,
        /// Which part, on a role scale.
        value: ScaleValue,
        /// Does he or she play it, or is it denied?
        holds: bool,
    },
    /// How near to the inner circle a person is.
    Status {
        /// Who.
        person: PersonId,
        /// How near, on a status scale.
        value: ScaleValue,
    },
    /// By what a person decides.
    Orientation {
        /// Who.
        person: PersonId,
        /// By what, on an orientation scale.
        value: ScaleValue,
    },
    /// How readily a person takes up what is new.
    Adaptability {
        /// Who.
        person: PersonId,
        /// How readily, on an adaptability scale.
        value: ScaleValue,
    },
    /// What stands between two persons.
    Tie {
        /// The one.
        from: PersonId,
        /// The other.
        to: PersonId,
        /// The kind of tie, of the preset list.
        tie: String,
        /// How strong, 0 to 1; the kind's own strength when not said.
        strength: Option<f64>,
        /// Is there such a tie, or is it denied?
        holds: bool,
    },
    /// How well one of ours knows a person.
    Rapport {
        /// Who of ours.
        member: MemberId,
        /// Whom.
        person: PersonId,
        /// How well, on a rapport scale.
        value: ScaleValue,
        /// Is this how it is, or how we want it to be?
        wanted: bool,
    },
    /// What weighs on a person or a deal.
    Worry {
        /// Whom or what it is about.
        about: Subject,
        /// In words.
        text: String,
    },
    /// What a person or a deal is out for.
    Goal {
        /// Whom or what it is about.
        about: Subject,
        /// In words.
        text: String,
    },
    /// Anything else about a person or a deal.
    Note {
        /// Whom or what it is about.
        about: Subject,
        /// In words.
        text: String,
    },
    /// Why a deal may go one way or another; the claim names the deal.
    Cause {
        /// The rib it belongs to.
        rib: String,
        /// In words.
        text: String,
    },
}

impl Statement {
    /// The word for this kind of statement.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Stance { .. } => "stance",
            Self::Influence { .. } => "influence",
            Self::Role { .. } => "role",
            Self::Status { .. } => "status",
            Self::Orientation { .. } => "orientation",
            Self::Adaptability { .. } => "adaptability",
            Self::Tie { .. } => "tie",
            Self::Rapport { .. } => "rapport",
            Self::Worry { .. } => "worry",
            Self::Goal { .. } => "goal",
            Self::Note { .. } => "note",
            Self::Cause { .. } => "cause",
        }
    }

    /// The persons of the account that it speaks of.
    pub fn persons(&self) -> impl Iterator<Item = PersonId> {
        let (first, second) = match self {
            Self::Stance { person, .. }
            | Self::Influence { person, .. }
            | Self::Role { person, .. }
            | Self::Status { person, .. }
            | Self::Orientation { person, .. }
            | Self::Adaptability { person, .. }
            | Self::Rapport { person, .. } => (Some(*person), None),
            Self::Tie { from, to, .. } => (Some(*from), Some(*to)),
            Self::Worry { about, .. } | Self::Goal { about, .. } | Self::Note { about, .. } => match about {
                Subject::Person(person) => (Some(*person), None),
                Subject::Deal(_) => (None, None),
            },
            Self::Cause { .. } => (None, None),
        };
        first.into_iter().chain(second)
    }

    fn axis_value(&self) -> Option<(Axis, &ScaleValue)> {
        match self {
            Self::Stance { value, .. } => Some((Axis::Stance, value)),
            Self::Influence { value, .. } => Some((Axis::Influence, value)),
            Self::Role { value, .. } => Some((Axis::Role, value)),
            Self::Status { value, .. } => Some((Axis::Status, value)),
            Self::Orientation { value, .. } => Some((Axis::Orientation, value)),
            Self::Adaptability { value, .. } => Some((Axis::Adaptability, value)),
            Self::Rapport { value, .. } => Some((Axis::Rapport, value)),
            _ => None,
        }
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Worry { text, .. } | Self::Goal { text, .. } | Self::Note { text, .. } | Self::Cause { text, .. } => {
                Some(text)
            }
            _ => None,
        }
    }
}

/// What a claim may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Looking after the customer.
    CustomerCare,
    /// Preparing an offer.
    OfferPreparation,
    /// Fulfilling a contract.
    ContractPerformance,
    /// Keeping to the rules.
    Compliance,
}

/// The ground in law on which a claim is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A legitimate interest, weighed (GDPR Art. 6(1)(f)).
    LegitimateInterest,
    /// The person agreed.
    Consent,
    /// A contract with the person's organisation (GDPR Art. 6(1)(b), PIPL Art. 13(2)).
    Contract,
    /// The law asks for it.
    LegalObligation,
    /// The person or the law made it public, used within reason (PIPL Art. 13(6)).
    PublicInformation,
}

record! {
    /// One graded statement.
    Claim, ClaimPatch, ClaimId {
        /// What is stated.
        statement: Statement,
        /// The deal in which it counts; none: everywhere.
        deal: Option<DealId>,
        /// Where it comes from.
        source: SourceId,
        /// How it reached us.
        source_kind: SourceKind,
        /// How reliable, how credible.
        grade: Grade,
        /// The day on which it was so.
        observed_on: Day,
        /// The day from which it counts no longer.
        expires_on: Day,
        /// The day on which somebody should look at it again.
        review_on: Option<Day>,
        /// What it may be used for.
        purpose: Purpose,
        /// On what ground in law it is kept.
        basis: Basis,
        /// How far it may be seen.
        tier: Tier [default],
        /// Who may see it, at tier T3.
        readers: Vec<MemberId> [default],
        /// The claim that it contradicts.
        contradicts: Option<ClaimId>,
        /// The day on which it was taken back.
        retracted_on: Option<Day>,
    }
}

impl Claim {
    /// Does it count on this day: observed by then, not expired, not taken back?
    pub fn counts_on(&self, day: Day) -> bool {
        self.observed_on <= day && day < self.expires_on && self.retracted_on.is_none_or(|taken| day < taken)
    }
}

impl Noun for Claim {
    noun_basics!(ClaimPatch, Claim, ClaimId);
    noun_basics!(@tier);

    fn references(&self, visit: &mut dyn FnMut(RecordRef)) {
        for person in self.statement.persons() {
            visit(RecordRef::new(Kind::Person, person.0));
        }
        if let Statement::Worry { about: Subject::Deal(deal), .. }
        | Statement::Goal { about: Subject::Deal(deal), .. }
        | Statement::Note { about: Subject::Deal(deal), .. } = &self.statement
        {
            visit(RecordRef::new(Kind::Deal, deal.0));
        }
        if let Some(deal) = self.deal {
            visit(RecordRef::new(Kind::Deal, deal.0));
        }
        visit(RecordRef::new(Kind::Source, self.source.0));
        if let Some(other) = self.contradicts {
            visit(RecordRef::new(Kind::Claim, other.0));
        }
    }

    fn check(&self) -> Result<(), Why> {
        if let Some((axis, value)) = self.statement.axis_value() {
            value.check("statement/value", axis)?;
        }
        if let Some(text) = self.statement.text() {
            check::text("statement/text", text)?;
        }
        match &self.statement {
            Statement::Tie { from, to, tie, strength, .. } => {
                if from == to {
                    return Err(Why::TiedToSelf);
                }
                check::share("statement/strength", *strength)?;
                preset::tie_kind(tie)?;
            }
            Statement::Cause { rib, .. } => {
                check::name("statement/rib", rib)?;
                if self.deal.is_none() {
                    return Err(Why::Blank { field: "deal" });
                }
            }
            _ => {}
        }
        if self.expires_on <= self.observed_on {
            return Err(Why::EndsBeforeItBegins { from: self.observed_on, until: self.expires_on });
        }
        if self.contradicts == Some(self.id) && !self.id.is_nil() {
            return Err(Why::ContradictsItself);
        }
        Ok(())
    }

    fn free_texts<'a>(&'a self, visit: &mut dyn FnMut(&'static str, &'a str)) {
        if let Some(text) = self.statement.text() {
            visit("statement/text", text);
        }
    }
}
