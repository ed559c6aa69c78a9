//! Reads the values of records: levels of scales, kinds of ties, grades, tiers, purposes, rules, yes and no.

use crate::model::claim::{Basis, Purpose};
use crate::model::deal::DealState;
use crate::model::language::Language;
use crate::model::preset::{TieKind, presets};
use crate::model::scale::{Axis, Level, Scale, ScaleValue};
use crate::model::source::SourceKind;
use crate::model::stage::Rule;
use crate::model::stage_template::{StageTemplate, stage_template, stage_templates};
use crate::model::tier::Tier;

/// Words for the values of closed lists: the value, what the API calls it, Chinese, English.
type Words<T> = &'static [(T, &'static str, &'static str, &'static str)];

const PURPOSES: Words<Purpose> = &[
    (Purpose::CustomerCare, "customer_care", "客户服务", "customer care"),
    (Purpose::OfferPreparation, "offer_preparation", "方案与报价准备", "offer preparation"),
    (Purpose::ContractPerformance, "contract_performance", "合同履行", "contract performance"),
    (Purpose::Compliance, "compliance", "合规", "compliance"),
];

const BASES: Words<Basis> = &[
    (Basis::LegitimateInterest, "legitimate_interest", "正当利益", "legitimate interest"),
    (Basis::Consent, "consent", "本人同意", "consent"),
    (Basis::Contract, "contract", "合同所需", "contract"),
    (Basis::LegalObligation, "legal_obligation", "法定义务", "legal obligation"),
    (Basis::PublicInformation, "public_information", "已公开信息", "public information"),
];

const SOURCE_KINDS: Words<SourceKind> = &[
    (SourceKind::OwnObservation, "own_observation", "我方观察", "own observation"),
    (SourceKind::SelfStatement, "self_statement", "本人陈述", "self statement"),
    (SourceKind::Colleague, "colleague", "同事转述", "colleague"),
    (SourceKind::ThirdParty, "third_party", "第三方", "third party"),
    (SourceKind::Public, "public", "公开信息", "public"),
    (SourceKind::File, "file", "导入文件", "file"),
];

const TIERS: Words<Tier> = &[
    (Tier::T0, "T0", "公开", "public"),
    (Tier::T1, "T1", "业务", "business"),
    (Tier::T2, "T2", "客户组", "account team"),
    (Tier::T3, "T3", "指定读者", "named readers"),
];

const STATES: Words<DealState> = &[
    (DealState::Open, "open", "进行中", "open"),
    (DealState::Won, "won", "赢单", "won"),
    (DealState::Lost, "lost", "丢单", "lost"),
    (DealState::Cancelled, "cancelled", "取消", "cancelled"),
];

const TRUTHS: Words<bool> = &[
    (true, "true", "是", "yes"),
    (false, "false", "否", "no"),
    (true, "1", "有", "y"),
    (false, "0", "无", "n"),
    (true, "x", "√", "✓"),
];

/// What a cell is not, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) struct NotAValue(pub String);

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn one_of<T: Copy + PartialEq>(words: Words<T>, text: &str) -> Result<T, NotAValue> {
    let fits = |(_, id, zh, en): &&(T, &str, &str, &str)| same(text, id) || same(text, zh) || same(text, en);
    let found = words.iter().find(fits).map(|(value, ..)| *value);
    found.ok_or_else(|| {
        let known = words.iter().map(|(_, id, zh, _)| if id == zh { (*id).to_owned() } else { format!("{zh}/{id}") });
        NotAValue(known.collect::<Vec<_>>().join(", "))
    })
}

/// What a closed list calls a value in a language.
fn name_of<T: Copy + PartialEq>(words: Words<T>, value: T, language: Language) -> &'static str {
    words.iter().find(|(other, ..)| *other == value).map_or("", |(_, _, zh, en)| language.pick(zh, en))
}

macro_rules! closed_list {
    ($($type:ty, $words:ident, $read:ident, $name:ident;)*) => {$(
        /// Reads a word of the list, in Chinese, English or as the API writes it.
        pub(in crate::exchange) fn $read(text: &str) -> Result<$type, NotAValue> {
            one_of($words, text)
        }

        /// The word for a value.
        pub(in crate::exchange) fn $name(value: $type, language: Language) -> &'static str {
            name_of($words, value, language)
        }
    )*};
}

closed_list! {
    Purpose, PURPOSES, purpose, purpose_name;
    Basis, BASES, basis, basis_name;
    SourceKind, SOURCE_KINDS, source_kind, source_kind_name;
    DealState, STATES, deal_state, deal_state_name;
    bool, TRUTHS, truth, truth_name;
}

/// Reads a tier: T0 to T3, or its name.
pub(in crate::exchange) fn tier(text: &str) -> Result<Tier, NotAValue> {
    one_of(TIERS, text)
}

/// Reads the kind of a tie by its id or name; true when it is named from the other end.
pub(in crate::exchange) fn tie_kind(text: &str) -> Result<(&'static TieKind, bool), NotAValue> {
    let kinds = presets().tie_kinds();
    let bare = |name: &str| name.split(['（', '(']).next().unwrap_or_default().to_owned();
    let names =
        |name: &str| same(text, name) || same(text, &bare(name)) || name.split('/').any(|part| same(text, part));
    if let Some(kind) = kinds.iter().find(|kind| same(text, &kind.id) || names(&kind.zh) || names(&kind.en)) {
        return Ok((kind, false));
    }
    let inverse = |kind: &&TieKind| [&kind.inverse_zh, &kind.inverse_en].into_iter().flatten().any(|name| names(name));
    kinds.iter().find(inverse).map(|kind| (kind, true)).ok_or_else(|| {
        let on = kinds.iter().filter(|kind| !kind.off);
        NotAValue(on.map(|kind| format!("{}/{}", bare(&kind.zh), kind.id)).collect::<Vec<_>>().join(", "))
    })
}

/// What an export writes for a kind of tie: its name where an import knows it again, else its id.
pub(in crate::exchange) fn tie_name(id: &str, language: Language) -> String {
    let Some(kind) = presets().tie_kinds().iter().find(|kind| kind.id == id) else { return id.to_owned() };
    let name = language.pick(&kind.zh, &kind.en).split(['（', '(']).next().unwrap_or_default().trim();
    let is_known_again = tie_kind(name).is_ok_and(|(again, is_inverse)| again.id == id && !is_inverse);
    if is_known_again { name.to_owned() } else { id.to_owned() }
}

/// Reads a stage template by its id or name; another text stays as it is, and so does what is known of the same template.
pub(in crate::exchange) fn template(text: &str, known: Option<&str>) -> String {
    let find = |text: &str| {
        let names =
            |template: &&StageTemplate| [&template.id, &template.zh, &template.en].iter().any(|name| same(text, name));
        stage_templates().iter().find(names)
    };
    let Some(said) = find(text) else { return text.to_owned() };
    let is_same = |known: &&str| find(known).is_some_and(|known| known.id == said.id);
    known.filter(is_same).unwrap_or(&said.id).to_owned()
}

/// What an export writes for a stage template: its name where an import knows it again.
pub(in crate::exchange) fn template_name(known: &str, language: Language) -> String {
    let name = stage_template(known).map(|template| language.pick(&template.zh, &template.en));
    name.filter(|name| template(name, None) == known).unwrap_or(known).to_owned()
}

/// Finds the level that a text means on an axis: on the scale that it names (`altify:mentor`), else on the preferred scale, else
/// on the first that has it.
pub(in crate::exchange) fn level(axis: Axis, text: &str, preferred: Option<&str>) -> Result<ScaleValue, NotAValue> {
    if let Some((scale, level)) = text.split_once([':', '：'])
        && let Some(scale) = presets().scale(axis, scale.trim())
        && let Some(level) = level_on(scale, level)
    {
        return Ok(ScaleValue::new(&scale.id, &level.id));
    }
    let mut scales: Vec<&Scale> = presets().scales_of(axis).collect();
    scales.sort_by_key(|scale| Some(scale.id.as_str()) != preferred);
    let found = scales.iter().find_map(|scale| Some(ScaleValue::new(&scale.id, &level_on(scale, text)?.id)));
    found.ok_or_else(|| {
        let first = presets().scales_of(axis).next();
        let known = first.map(|scale| scale.levels.iter().map(in_both).collect::<Vec<_>>());
        NotAValue(known.unwrap_or_default().join(", "))
    })
}

/// A level in both languages, as a message lists it.
fn in_both(level: &Level) -> String {
    if same(&level.zh, &level.en) { level.zh.clone() } else { format!("{}/{}", level.zh, level.en) }
}

fn level_on<'a>(scale: &'a Scale, text: &str) -> Option<&'a Level> {
    let text = text.trim();
    // A spreadsheet may have made 3 into 3.0, and puts a plus before numbers now and then.
    let number = text.strip_suffix(".0").unwrap_or(text).trim_start_matches('+');
    scale.levels.iter().find(|level| {
        let names = [&level.id, &level.zh, &level.en];
        same(number, &level.id) || names.into_iter().chain(&level.synonyms).any(|name| same(text, name))
    })
}

/// The first scale of an axis on which all these texts are levels: a column is written on one scale.
pub(in crate::exchange) fn scale_of_all<'a>(
    axis: Axis,
    texts: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'static str> {
    let mut plain = texts.filter(|text| !text.contains([':', '：'])).peekable();
    plain.peek()?;
    let texts: Vec<&str> = plain.collect();
    let fits = |scale: &&'static Scale| texts.iter().all(|text| level_on(scale, text).is_some());
    presets().scales_of(axis).find(fits).map(|scale| scale.id.as_str())
}

/// What an export writes for a level: its name on the usual scale of its axis, else scale and level.
pub(in crate::exchange) fn level_name(axis: Axis, value: &ScaleValue, language: Language) -> String {
    let usual = presets().scales_of(axis).next();
    match value.level(axis) {
        Some(level) if usual.is_some_and(|usual| usual.id == value.scale) => {
            language.pick(&level.zh, &level.en).to_owned()
        }
        _ => format!("{}:{}", value.scale, value.level),
    }
}

/// Reads how a stage decides; `quota` holds the votes needed where a column of its own says them.
pub(in crate::exchange) fn rule(text: Option<&str>, quota: Option<u32>) -> Result<Option<Rule>, NotAValue> {
    let Some(text) = text else { return Ok(quota.map(|votes| Rule::Quota { votes })) };
    let lower = text.trim().to_lowercase();
    let is = |words: &[&str]| words.contains(&lower.as_str());
    let digits: String = lower.chars().filter(char::is_ascii_digit).collect();
    let votes = quota.or_else(|| digits.parse().ok());
    if is(&["sole", "一人决定", "一人", "单独决定", "one decides"]) {
        Ok(Some(Rule::Sole))
    } else if is(&["majority", "过半数", "半数以上", "多数", "simple majority"]) {
        Ok(Some(Rule::Majority))
    } else if is(&["consensus", "一致同意", "一致", "全体一致", "unanimity"]) {
        Ok(Some(Rule::Consensus))
    } else if let Some(votes) = votes.filter(|_| lower.starts_with("quota") || lower.contains('票') || digits == lower)
    {
        Ok(Some(Rule::Quota { votes }))
    } else {
        Err(NotAValue("一人决定/sole, 过半数/majority, 票数/quota 3, 一致同意/consensus".to_owned()))
    }
}

/// What an export writes for a rule.
pub(in crate::exchange) fn rule_name(rule: Rule, language: Language) -> String {
    match rule {
        Rule::Sole => language.pick("一人决定", "sole").to_owned(),
        Rule::Majority => language.pick("过半数", "majority").to_owned(),
        Rule::Quota { votes } => format!("{}{votes}", language.pick("票数 ", "quota ")),
        Rule::Consensus => language.pick("一致同意", "consensus").to_owned(),
    }
}

/// Reads a share between 0 and 1, also as 80%.
pub(in crate::exchange) fn share(text: &str) -> Result<f64, NotAValue> {
    let (number, by) = match text.strip_suffix(['%', '％']) {
        Some(percent) => (percent, 100.0),
        None => (text, 1.0),
    };
    let share = number.trim().parse::<f64>().map(|number| number / by).ok();
    share.filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| NotAValue("0–1, 0%–100%".to_owned()))
}
