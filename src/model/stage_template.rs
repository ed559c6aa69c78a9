//! Stage templates: the stages of a purchase by place and procurement mode, read once from the embedded data file.
//!
//! A deal names its template; its stages are records of their own, copied from the template when the deal is made and found
//! in it again by name. A deal whose template is unknown here simply has its own stages.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::language::Language;

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The text in a language.
    pub fn pick(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }
}

/// Who opens or blocks the gate of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GateKeeper {
    /// Unit or function, Chinese.
    pub zh: String,
    /// Unit or function, English.
    pub en: String,
    /// The part it plays, as a level of the role scale `seven`.
    pub role: String,
}

impl GateKeeper {
    /// Unit or function in a language.
    pub fn pick(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }
}

/// A fact that must be known before a stage begins or before it is over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// The least confidence of the belief behind it, 0 to 1; none where a yes or no is meant.
    pub confidence: Option<f64>,
}

/// What a stage does to the quiet period, in which nobody contacts the buyer's side about the purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quiet {
    /// It begins with this stage.
    Begins,
    /// It ends when this stage is over.
    Ends,
}

/// A stage of a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateStage {
    /// Its id, unique in the template.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// How many days it usually takes.
    pub days: u32,
    /// What comes out of it.
    pub output: Bilingual,
    /// Who opens or blocks the gate.
    pub gate_keepers: Vec<GateKeeper>,
    /// What must be known before it begins.
    #[serde(default)]
    pub entry: Vec<Criterion>,
    /// What must be known before it is over.
    #[serde(default)]
    pub exit: Vec<Criterion>,
    /// What we do, in the open; nothing where there is nothing to do for us.
    #[serde(default)]
    pub steps: Vec<Bilingual>,
    /// What we bring.
    #[serde(default)]
    pub materials: Vec<Bilingual>,
    /// What nobody may do.
    #[serde(default)]
    pub forbidden: Vec<Bilingual>,
    /// What it does to the quiet period.
    pub quiet: Option<Quiet>,
}

impl TemplateStage {
    /// The name in a language.
    pub fn name(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }
}

/// The stages of a purchase, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StageTemplate {
    /// Its id, which a deal names.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// The procurement mode.
    pub mode: Bilingual,
    /// What the purchase runs towards.
    pub goal: Bilingual,
    /// The id of the stage with which the purchase is ours; what follows is delivery.
    pub award: String,
    /// The stages, in order.
    #[serde(alias = "stage")]
    pub stages: Vec<TemplateStage>,
}

impl StageTemplate {
    /// The stage that a deal's stage of this name was made from.
    pub fn stage(&self, name: &str) -> Option<&TemplateStage> {
        let wanted = name.trim();
        self.stages.iter().find(|stage| stage.zh == wanted || stage.en == wanted || stage.id == wanted)
    }

    /// The ids of the stages in which nobody contacts the buyer's side, in order.
    pub fn quiet_stages(&self) -> Vec<&str> {
        let begins = self.stages.iter().position(|stage| stage.quiet == Some(Quiet::Begins));
        let ends = self.stages.iter().position(|stage| stage.quiet == Some(Quiet::Ends));
        match (begins, ends) {
            (Some(first), Some(last)) => {
                self.stages.iter().take(last + 1).skip(first).map(|stage| stage.id.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }
}

#[derive(Deserialize)]
struct TemplateFile {
    template: Vec<StageTemplate>,
}

static TEMPLATES: LazyLock<Vec<StageTemplate>> = LazyLock::new(|| {
    let file: TemplateFile = toml::from_str(include_str!("../../presets/stages.toml"))
        .expect("the embedded stage templates are tested to be well-formed");
    file.template
});

/// The stage templates that came with the program.
pub fn stage_templates() -> &'static [StageTemplate] {
    &TEMPLATES
}

/// The stage template with this id.
pub fn stage_template(id: &str) -> Option<&'static StageTemplate> {
    TEMPLATES.iter().find(|template| template.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scale::{Axis, ScaleValue};

    #[test]
    fn ids_are_unique_and_every_role_is_on_the_role_scale() {
        let templates = stage_templates();

        for (place, template) in templates.iter().enumerate() {
            assert!(!templates[..place].iter().any(|other| other.id == template.id), "{}", template.id);
            assert!(template.stages.iter().any(|stage| stage.id == template.award), "{}", template.id);
            for (at, stage) in template.stages.iter().enumerate() {
                let same = |other: &TemplateStage| other.id == stage.id || other.zh == stage.zh || other.en == stage.en;
                assert!(!template.stages[..at].iter().any(same), "{} {}", template.id, stage.id);
                assert!(stage.days > 0 && !stage.gate_keepers.is_empty(), "{} {}", template.id, stage.id);
                for keeper in &stage.gate_keepers {
                    assert!(ScaleValue::new("seven", &*keeper.role).level(Axis::Role).is_some(), "{}", keeper.role);
                }
                for criterion in stage.entry.iter().chain(&stage.exit) {
                    assert!(criterion.confidence.is_none_or(|least| least > 0.0 && least <= 1.0));
                }
            }
        }
    }

    #[test]
    fn the_open_tender_has_eighteen_stages_and_is_quiet_from_notice_to_publication() {
        let template = stage_template("g_it_open_tender").expect("it ships");

        assert_eq!(template.stages.len(), 18);
        assert_eq!(template.quiet_stages(), ["notice", "bid", "evaluation", "award", "publication"]);
        assert_eq!(template.stage("评标").map(|stage| stage.id.as_str()), Some("evaluation"));
        assert_eq!(template.stage("Evaluation").map(|stage| stage.id.as_str()), Some("evaluation"));
    }

    #[test]
    fn in_the_stages_of_evaluation_and_award_we_do_nothing() {
        let template = stage_template("g_it_open_tender").expect("it ships");

        for name in ["evaluation", "award"] {
            let stage = template.stage(name).expect("a stage");
            assert!(stage.steps.is_empty() && !stage.forbidden.is_empty(), "{name}");
        }
    }
}
