//! What a request asks of a drawing, and its refusals as problems.

use serde::Deserialize;
use utoipa::IntoParams;

use crate::api::problem::Problem;
use crate::api::query::On;
use crate::layout::diagram::{Diagram, DiagramOptions, DiagramRefusal, FishboneKind};
use crate::layout::evidence::Evidence;
use crate::layout::network::Arrangement;
use crate::layout::org_chart::{Focus, Orientation, Overlay, Ties};
use crate::model::id::{DealId, PersonId};
use crate::model::language::Language;
use crate::model::tier::Tier;
use crate::model::time::Day;
use crate::model::viewer::Viewer;
use crate::render::pdf::Paper;
use crate::render::theme::Theme;

/// How a diagram is drawn.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct DiagramQuery {
    /// The day (`2026-03-01`) that is drawn; today when left out.
    #[param(value_type = Option<String>, example = "2026-03-01")]
    pub on: On,
    /// The language of the words that the diagram adds; the reader's when left out.
    #[param(inline)]
    pub lang: Option<Language>,
    /// The colours: `light`, `dark` or `print`.
    #[param(value_type = Option<String>, example = "light")]
    pub theme: Option<Theme>,
    /// Which fishbone: `F1` decision chain, `F2` stages, `F3` causes, `F4` win plan, `F5` access, `F6` person.
    #[param(example = "F1")]
    pub kind: Option<String>,
    /// The deal that it is about; the open one with the nearest planned award when left out.
    #[param(value_type = Option<String>)]
    pub deal: Option<DealId>,
    /// The person that it is about; the top key person when left out.
    #[param(value_type = Option<String>)]
    pub person: Option<PersonId>,
    /// How many levels of an org chart are drawn; all when left out.
    #[param(minimum = 1)]
    pub depth: Option<u32>,
    /// The branch of an org chart that is drawn: `unit:ID`, `post:ID` or `person:ID`; all when left out.
    pub focus: Option<String>,
    /// Which way authority runs in an org chart: `down` or `right`.
    #[param(value_type = Option<String>, example = "down")]
    pub orientation: Option<Direction>,
    /// The branches of an org chart of which only the top is drawn, with a count: `unit:ID,post:ID,…`.
    pub collapse: Option<String>,
    /// What is laid over the cards of an org chart, separated by commas: `stance`, `role`, `influence`, `coverage`,
    /// `freshness`, `key-people`.
    #[param(example = "stance,role")]
    pub overlay: Option<String>,
    /// Further layers, separated by commas: `ties` between people.
    #[param(example = "ties")]
    pub layers: Option<String>,
    /// How the people of a network stand: `concentric` about those who decide, as when left out, or `layered` under them.
    #[param(example = "layered")]
    pub arrangement: Option<String>,
    /// Another day: who is new, moved or gone since then is marked on an org chart.
    #[param(value_type = Option<String>, example = "2025-03-01")]
    pub against: Option<Day>,
    /// A text of at most 100 characters that is written faintly over the whole picture.
    #[param(max_length = 100)]
    pub watermark: Option<String>,
    /// With `1`, marks bear the numbers of the claims that they rest on, and a table of these by grade follows: on further
    /// pages of a PDF, else below the picture.
    #[param(minimum = 0, maximum = 1)]
    pub evidence: Option<u8>,
    /// What a PDF is laid out on: `A4`, `A3`, or `one` page as large as the picture, as when left out.
    #[param(example = "A4")]
    pub page: Option<String>,
    /// Pixels for each unit of length, in PNG: 1, 2 or 3.
    #[param(minimum = 1, maximum = 3)]
    pub scale: Option<u32>,
}

/// Which way authority runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the top to the bottom.
    Down,
    /// From the left to the right.
    Right,
}

impl DiagramQuery {
    /// The same as the core takes it.
    pub(super) fn options(
        &self,
        diagram: Diagram,
        language: Language,
        viewer: Viewer,
        today: Day,
    ) -> Result<DiagramOptions, Problem> {
        if self.depth == Some(0) {
            return Err(wrong("depth", "层数从 1 起。", "The depth begins at 1."));
        }
        if self.scale.is_some_and(|scale| !(1..=3).contains(&scale)) {
            return Err(wrong("scale", "倍数为 1、2 或 3。", "The scale is 1, 2 or 3."));
        }
        if self.watermark.as_ref().is_some_and(|text| text.chars().count() > 100) {
            return Err(wrong("watermark", "水印最多 100 个字。", "A watermark has at most 100 characters."));
        }
        self.paper()?;
        let evidence = match self.evidence {
            None | Some(0) => Evidence::LeftOut,
            Some(1) => Evidence::Listed,
            Some(_) => return Err(wrong("evidence", "依据为 0 或 1。", "Evidence is 0 or 1.")),
        };
        Ok(DiagramOptions {
            diagram,
            language,
            kind: self.kind.as_deref().map(fishbone_kind).transpose()?,
            deal: self.deal,
            person: self.person,
            today: Some(today),
            depth: self.depth,
            focus: self.focus.as_deref().map(|text| branch("focus", text)).transpose()?,
            orientation: match self.orientation {
                None | Some(Direction::Down) => Orientation::Down,
                Some(Direction::Right) => Orientation::Right,
            },
            collapse: listed(self.collapse.as_deref())
                .map(|text| branch("collapse", text))
                .collect::<Result<_, _>>()?,
            overlays: listed(self.overlay.as_deref()).map(overlay).collect::<Result<_, _>>()?,
            ties: ties(self.layers.as_deref())?,
            arrangement: self.arrangement.as_deref().map(arrangement).transpose()?.unwrap_or_default(),
            tier: Some(match viewer {
                Viewer::Operator => Tier::T3,
                Viewer::Member { cap, .. } => cap,
            }),
            watermark: self.watermark.clone(),
            evidence,
        })
    }
}

impl DiagramQuery {
    /// What a PDF is laid out on.
    pub(super) fn paper(&self) -> Result<Paper, Problem> {
        let Some(word) = self.page.as_deref() else { return Ok(Paper::default()) };
        word.parse()
            .map_err(|_unknown: String| wrong("page", "页面为 A4、A3 或 one（一整页）。", "The page is A4, A3 or one."))
    }
}

fn wrong(parameter: &str, zh: &str, en: &str) -> Problem {
    Problem::invalid("wrong_parameter", zh, en).in_parameter(parameter)
}

/// The words of a list with commas between them.
fn listed(text: Option<&str>) -> impl Iterator<Item = &str> {
    text.unwrap_or_default().split(',').map(str::trim).filter(|word| !word.is_empty())
}

fn overlay(word: &str) -> Result<Overlay, Problem> {
    word.parse().map_err(|_unknown: String| {
        let words = Overlay::ALL.map(Overlay::word);
        wrong(
            "overlay",
            &format!("没有“{word}”这种叠加；可用：{}。", words.join("、")),
            &format!("There is no overlay “{word}”; there are {}.", words.join(", ")),
        )
    })
}

fn ties(layers: Option<&str>) -> Result<Ties, Problem> {
    if listed(layers).any(|layer| layer != "ties") {
        return Err(wrong("layers", "可加的图层只有 ties（人际关系）。", "The only further layer is ties."));
    }
    Ok(if listed(layers).next().is_some() { Ties::Drawn } else { Ties::Hidden })
}

fn arrangement(word: &str) -> Result<Arrangement, Problem> {
    word.parse().map_err(|_unknown: String| {
        wrong(
            "arrangement",
            "排布为 concentric（同心）或 layered（分层）。",
            "The arrangement is concentric or layered.",
        )
    })
}

fn fishbone_kind(text: &str) -> Result<FishboneKind, Problem> {
    text.parse().map_err(|_unknown: String| {
        wrong("kind", "鱼骨图有六种：F1 至 F6。", "There are six kinds of fishbone: F1 to F6.")
    })
}

/// The branch of a text such as `unit:ID`.
fn branch(option: &'static str, text: &str) -> Result<Focus, Problem> {
    let found = text.split_once(':').and_then(|(kind, id)| match kind {
        "unit" => id.parse().ok().map(Focus::Unit),
        "post" => id.parse().ok().map(Focus::Post),
        "person" => id.parse().ok().map(Focus::Person),
        _ => None,
    });
    found.ok_or_else(|| {
        wrong(
            option,
            "分支请写成 unit:ID、post:ID 或 person:ID。",
            "Write the branch as unit:ID, post:ID or person:ID.",
        )
    })
}

/// A refusal of the core as a problem.
pub(super) fn refused(refusal: DiagramRefusal) -> Problem {
    Problem::invalid("wrong_parameter", refusal.sentence(Language::Zh), refusal.sentence(Language::En))
        .in_parameter(refusal.option())
}
