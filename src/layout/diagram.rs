//! The diagrams by name: what may be asked of each, and the one door through which all of them are drawn.

use std::str::FromStr;

use super::coverage::coverage;
use super::evidence::{self, Evidence};
use super::fishbone::fishbone;
use super::network::{Arrangement, network};
use super::org_chart::{Focus, OrgChartOptions, Orientation, Overlay, Ties, org_chart_with, posts_drawn};
use super::org_context::org_context;
use super::power_map::power_map;
use super::scene::{Language, Scene};
use super::timeline::timeline;
use super::title_block::{seal, watermark};
use crate::model::id::{DealId, PersonId};
use crate::model::member::Roster;
use crate::model::snapshot::{Moment, Snapshot};
use crate::model::tier::Tier;
use crate::model::time::Day;

mod choice;
mod kind;
mod ranking;
mod refusal;

pub(super) use choice::last_day;
pub use choice::{asked_deal, asked_person, usual_deal};
pub use kind::FishboneKind;
pub use ranking::{asks_for_key_people, ranked_people};
pub use refusal::DiagramRefusal;

/// A diagram that can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Diagram {
    /// The tree of posts, units and people 组织架构图.
    #[default]
    OrgChart,
    /// A head, a spine and ribs, for six questions 鱼骨图.
    Fishbone,
    /// Units as boxes, decision levels as bands, people where they meet 组织脉络图.
    OrgContext,
    /// People and the ties between them 关系网络.
    Network,
    /// Terms, stages and contacts on one axis 时间轴.
    Timeline,
    /// Influence upwards, stance across 权力地图.
    PowerMap,
    /// Who of ours reaches whom, and how well 覆盖矩阵.
    Coverage,
}

impl Diagram {
    /// Every diagram, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::OrgChart,
        Self::OrgContext,
        Self::Network,
        Self::Fishbone,
        Self::Timeline,
        Self::PowerMap,
        Self::Coverage,
    ];

    /// The word that addresses and commands know it by: `org-chart`.
    pub fn word(self) -> &'static str {
        match self {
            Self::OrgChart => "org-chart",
            Self::Fishbone => "fishbone",
            Self::OrgContext => "org-context",
            Self::Network => "network",
            Self::Timeline => "timeline",
            Self::PowerMap => "power-map",
            Self::Coverage => "coverage",
        }
    }

    /// What it is called in pictures and file names.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::OrgChart => language.pick("组织架构图", "Org chart"),
            Self::Fishbone => language.pick("鱼骨图", "Fishbone"),
            Self::OrgContext => language.pick("组织脉络图", "Org-context map"),
            Self::Network => language.pick("关系网络", "Network"),
            Self::Timeline => language.pick("时间轴", "Timeline"),
            Self::PowerMap => language.pick("权力地图", "Power map"),
            Self::Coverage => language.pick("覆盖矩阵", "Coverage"),
        }
    }
}

impl FromStr for Diagram {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|diagram| diagram.word() == word).ok_or_else(|| {
            let words: Vec<&str> = Self::ALL.into_iter().map(Self::word).collect();
            format!("“{word}” is no diagram; there are {}", words.join(", "))
        })
    }
}

/// Most posts that a picture holds: with more it is as high as a hill, and takes its maker longer than anybody waits.
pub const MOST_POSTS: usize = 50_000;

/// What is asked of a diagram; each takes heed of what concerns it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DiagramOptions {
    /// Which diagram.
    pub diagram: Diagram,
    /// The language of the words that it adds of its own.
    pub language: Language,
    /// Which of the fishbones.
    pub kind: Option<FishboneKind>,
    /// The deal it is about; [`asked_deal`] chooses without it.
    pub deal: Option<DealId>,
    /// The person it is about; who matters most without it.
    pub person: Option<PersonId>,
    /// The day that counts as today in a snapshot of all days; a snapshot of one day brings its own.
    pub today: Option<Day>,
    /// How many levels of an org chart are drawn; all without it.
    pub depth: Option<u32>,
    /// The branch of an org chart that is drawn; all without it.
    pub focus: Option<Focus>,
    /// Which way authority runs in an org chart.
    pub orientation: Orientation,
    /// The branches of an org chart of which only the top is drawn, with a count of what is below.
    pub collapse: Vec<Focus>,
    /// What is laid over the cards of an org chart.
    pub overlays: Vec<Overlay>,
    /// Whether ties between people are drawn on an org chart or an org-context map.
    pub ties: Ties,
    /// How the people of a network stand.
    pub arrangement: Arrangement,
    /// The highest tier that the viewer may see; the picture bears its mark.
    pub tier: Option<Tier>,
    /// A text that is written faintly over the whole picture.
    pub watermark: Option<String>,
    /// Whether marks bear the numbers of the claims that they rest on, and a table of these follows.
    pub evidence: Evidence,
}

impl DiagramOptions {
    /// The day that the picture shows; none in a snapshot of all days when nobody said which day it is.
    pub fn day(&self, snapshot: &Snapshot) -> Option<Day> {
        match snapshot.moment() {
            Moment::On(day) => Some(day),
            Moment::Always => self.today,
        }
    }
}

/// What a diagram is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct DiagramInput<'a> {
    /// The map on the day, as the viewer may see it.
    pub snapshot: &'a Snapshot,
    /// The names of our members.
    pub roster: &'a Roster,
    /// The map on another day: what changed since then is marked on the org chart.
    pub against: Option<&'a Snapshot>,
    /// Everybody, who matters most first, as [`ranked_people`] tells; empty where [`asks_for_key_people`] does not ask for it.
    pub key_people: &'a [PersonId],
}

impl<'a> DiagramInput<'a> {
    /// The input that every diagram needs.
    pub fn new(snapshot: &'a Snapshot, roster: &'a Roster) -> Self {
        Self { snapshot, roster, against: None, key_people: &[] }
    }

    /// The same, compared with the map on another day.
    #[must_use]
    pub fn compared_with(self, against: Option<&'a Snapshot>) -> Self {
        Self { against, ..self }
    }

    /// The same with everybody in the order in which they matter.
    #[must_use]
    pub fn with_key_people(self, key_people: &'a [PersonId]) -> Self {
        Self { key_people, ..self }
    }
}

/// Draws a diagram in one piece, whole with title block, tier mark and digest: API and command line call only this and
/// [`draw_sheets`]. A table of evidence, when asked for, stands under the picture.
///
/// The same input gives the same scene. A diagram is refused when what it is about is not in the snapshot or has to
/// be named first.
pub fn draw(input: &DiagramInput<'_>, options: &DiagramOptions) -> Result<Scene, DiagramRefusal> {
    let mut scene = drawn(input, options)?;
    if options.evidence == Evidence::Listed {
        evidence::add(&mut scene, input, options, evidence::Place::Below);
    }
    finish(&mut scene, options);
    Ok(scene)
}

/// Draws a diagram as [`draw`] does, but with the table of evidence on sheets of its own behind the picture, which comes
/// first.
pub fn draw_sheets(input: &DiagramInput<'_>, options: &DiagramOptions) -> Result<(Scene, Vec<Scene>), DiagramRefusal> {
    let mut scene = drawn(input, options)?;
    let mut sheets = match options.evidence {
        Evidence::LeftOut => Vec::new(),
        Evidence::Listed => evidence::add(&mut scene, input, options, evidence::Place::Behind),
    };
    finish(&mut scene, options);
    for sheet in &mut sheets {
        finish(sheet, options);
    }
    Ok((scene, sheets))
}

fn drawn(input: &DiagramInput<'_>, options: &DiagramOptions) -> Result<Scene, DiagramRefusal> {
    match options.diagram {
        Diagram::OrgChart => draw_org_chart(input, options),
        Diagram::Fishbone => fishbone(input, options),
        Diagram::OrgContext if input.snapshot.records().posts.len() > MOST_POSTS => Err(DiagramRefusal::TooManyPosts),
        Diagram::OrgContext => org_context(input, options),
        Diagram::Network => network(input, options),
        Diagram::Timeline => timeline(input, options),
        Diagram::PowerMap => power_map(input, options),
        Diagram::Coverage => coverage(input, options),
    }
}

/// Adds what every sheet bears: the watermark, and the tier with the digest.
fn finish(scene: &mut Scene, options: &DiagramOptions) {
    if let Some(text) = &options.watermark {
        watermark(scene, text);
    }
    seal(scene, options.tier);
}

fn draw_org_chart(input: &DiagramInput<'_>, options: &DiagramOptions) -> Result<Scene, DiagramRefusal> {
    let snapshot = input.snapshot;
    let is_there = match options.focus {
        None => true,
        Some(Focus::Unit(unit)) => snapshot.unit(unit).is_some(),
        Some(Focus::Post(post)) => snapshot.post(post).is_some(),
        Some(Focus::Person(person)) => snapshot.person(person).is_some(),
    };
    if !is_there {
        return Err(DiagramRefusal::UnknownFocus);
    }
    let chart = OrgChartOptions {
        language: options.language,
        depth: options.depth,
        focus: options.focus,
        orientation: options.orientation,
        collapse: options.collapse.clone(),
        overlays: options.overlays.clone(),
        key_people: input.key_people.to_vec(),
        ties: options.ties,
        deal: match options.deal {
            Some(_) => Some(asked_deal(snapshot, options)?.id),
            None => usual_deal(snapshot, options.day(snapshot)).map(|deal| deal.id),
        },
        today: options.today,
    };
    if snapshot.records().posts.len() > MOST_POSTS && posts_drawn(snapshot, &chart) > MOST_POSTS {
        return Err(DiagramRefusal::TooManyPosts);
    }
    Ok(org_chart_with(snapshot, input.roster, input.against, &chart))
}
