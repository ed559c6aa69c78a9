//! Refusals: why a batch of changes was not taken, as a sentence in either language.

use super::language::Language;
use super::preset::presets;
use super::record::{Kind, RecordRef};
use super::time::Day;

/// Why a change cannot be taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// A field that must say something is blank.
    Blank {
        /// Which field.
        field: &'static str,
    },
    /// A text is too long.
    TooLong {
        /// Which field.
        field: &'static str,
        /// Most characters it may have.
        max: usize,
    },
    /// A text holds a control character or the like.
    ForbiddenCharacter {
        /// Which field.
        field: &'static str,
        /// The character's code point.
        code: u32,
    },
    /// A share that is not between 0 and 1.
    NotAShare {
        /// Which field.
        field: &'static str,
        /// What was given.
        value: String,
    },
    /// The end lies before the beginning.
    EndsBeforeItBegins {
        /// The beginning.
        from: Day,
        /// The end.
        until: Day,
    },
    /// The same key of another system twice in one record.
    ExternalIdTwice {
        /// The other system.
        source: String,
        /// Its key.
        key: String,
    },
    /// Another record of the account has this key already.
    ExternalIdTaken {
        /// The other system.
        source: String,
        /// Its key.
        key: String,
    },
    /// There is no such record, or none that this viewer may see.
    NotFound {
        /// What was looked for.
        record: RecordRef,
    },
    /// A record with this id is there already.
    IdTaken {
        /// Which record.
        record: RecordRef,
    },
    /// A new record came without an id.
    NoId {
        /// What kind of record.
        kind: Kind,
    },
    /// A line from a place to itself.
    ReportsToItself,
    /// A tie of a person to himself or herself.
    TiedToSelf,
    /// A claim that contradicts itself.
    ContradictsItself,
    /// A solid line would close a circle of command.
    CircleOfCommand {
        /// The names along the circle, first one repeated at the end.
        path: Vec<String>,
    },
    /// A unit would lie within itself.
    CircleOfUnits {
        /// The names along the circle, first one repeated at the end.
        path: Vec<String>,
    },
    /// No such scale for this field.
    UnknownScale {
        /// Which field.
        field: &'static str,
        /// What was given.
        scale: String,
        /// What there is.
        known: Vec<String>,
    },
    /// No such level on the scale.
    UnknownLevel {
        /// Which field.
        field: &'static str,
        /// The scale.
        scale: String,
        /// What was given.
        level: String,
        /// What there is.
        known: Vec<String>,
    },
    /// No such kind of tie.
    UnknownTieKind {
        /// What was given.
        tie: String,
    },
    /// A kind of tie that is switched off for this instance.
    TieKindOff {
        /// Which.
        tie: String,
    },
    /// The wording screen stopped a text.
    Wording {
        /// Which field.
        field: &'static str,
        /// The rule that was hit, named in both languages.
        rule: super::wording::Hit,
    },
    /// The writer may not write at this tier.
    TierAboveWriter,
    /// A record of tier T3 that names no reader, or not its writer.
    WriterNotAReader,
    /// It ended before already.
    AlreadyEnded {
        /// When.
        on: Day,
    },
    /// The end lies before the record's own beginning.
    EndsBeforeStart {
        /// The record's first day.
        from: Day,
    },
    /// Something else refers to the record.
    StillReferredTo {
        /// By what, as far as the viewer may see it.
        by: Option<RecordRef>,
    },
    /// A field holds something else by now, so that the change cannot be undone.
    ChangedSince {
        /// Which record.
        record: RecordRef,
        /// Which field.
        field: String,
    },
}

impl Why {
    /// The field that is wrong, as a path inside the record, if one is to blame.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Blank { field }
            | Self::TooLong { field, .. }
            | Self::ForbiddenCharacter { field, .. }
            | Self::NotAShare { field, .. }
            | Self::UnknownScale { field, .. }
            | Self::UnknownLevel { field, .. }
            | Self::Wording { field, .. } => Some(field),
            Self::EndsBeforeItBegins { .. } => Some("span/until"),
            Self::ExternalIdTwice { .. } | Self::ExternalIdTaken { .. } => Some("external_ids"),
            Self::ReportsToItself | Self::CircleOfCommand { .. } => Some("superior"),
            Self::CircleOfUnits { .. } => Some("parent"),
            Self::UnknownTieKind { .. } | Self::TieKindOff { .. } => Some("statement/tie"),
            Self::TierAboveWriter => Some("tier"),
            Self::WriterNotAReader => Some("readers"),
            Self::IdTaken { .. } | Self::NoId { .. } => Some("id"),
            Self::AlreadyEnded { .. } | Self::EndsBeforeStart { .. } => Some("on"),
            _ => None,
        }
    }

    /// A stable word for the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Blank { .. } => "blank",
            Self::TooLong { .. } => "too_long",
            Self::ForbiddenCharacter { .. } => "forbidden_character",
            Self::NotAShare { .. } => "not_a_share",
            Self::EndsBeforeItBegins { .. } => "ends_before_it_begins",
            Self::ExternalIdTwice { .. } => "external_id_twice",
            Self::ExternalIdTaken { .. } => "external_id_taken",
            Self::NotFound { .. } => "not_found",
            Self::IdTaken { .. } => "id_taken",
            Self::NoId { .. } => "no_id",
            Self::ReportsToItself => "reports_to_itself",
            Self::TiedToSelf => "tied_to_self",
            Self::ContradictsItself => "contradicts_itself",
            Self::CircleOfCommand { .. } => "circle_of_command",
            Self::CircleOfUnits { .. } => "circle_of_units",
            Self::UnknownScale { .. } => "unknown_scale",
            Self::UnknownLevel { .. } => "unknown_level",
            Self::UnknownTieKind { .. } => "unknown_tie_kind",
            Self::TieKindOff { .. } => "tie_kind_off",
            Self::Wording { .. } => "wording",
            Self::TierAboveWriter => "tier_above_writer",
            Self::WriterNotAReader => "writer_not_a_reader",
            Self::AlreadyEnded { .. } => "already_ended",
            Self::EndsBeforeStart { .. } => "ends_before_start",
            Self::StillReferredTo { .. } => "still_referred_to",
            Self::ChangedSince { .. } => "changed_since",
        }
    }

    /// The reason as one sentence.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::En => self.english(),
            Language::Zh => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Blank { field } => format!("“{field}” is blank; it must say something."),
            Self::TooLong { field, max } => format!("“{field}” is longer than {max} characters; shorten it."),
            Self::ForbiddenCharacter { field, code } => {
                format!("“{field}” holds the character U+{code:04X}, which no text may hold; remove it.")
            }
            Self::NotAShare { field, value } => format!("“{field}” is {value}; it must lie between 0 and 1."),
            Self::EndsBeforeItBegins { from, until } => {
                format!("It would end on {until}, before it begins on {from}; choose a later end.")
            }
            Self::ExternalIdTwice { source, key } => {
                format!("The key {source}/{key} stands twice in one record; keep one.")
            }
            Self::ExternalIdTaken { source, key } => {
                format!(
                    "The key {source}/{key} belongs to another record of this account; use another key or edit that record."
                )
            }
            Self::NotFound { record } => format!("There is no {} {} here.", record.kind.word(), record.id),
            Self::IdTaken { record } => format!("The id {} is taken; leave it out or use a new one.", record.id),
            Self::NoId { kind } => format!("A new {} came without an id.", kind.word()),
            Self::ReportsToItself => "A line cannot lead from a place to itself; choose another superior.".into(),
            Self::TiedToSelf => "A tie needs two different people.".into(),
            Self::ContradictsItself => "A claim cannot contradict itself; name another claim.".into(),
            Self::CircleOfCommand { path } => {
                format!(
                    "This solid line would close a circle of command: {}; end one of these lines first.",
                    path.join(" → ")
                )
            }
            Self::CircleOfUnits { path } => {
                format!("The unit would lie within itself: {}; choose another parent.", path.join(" → "))
            }
            Self::UnknownScale { field, scale, known } => {
                format!("“{scale}” is no scale for “{field}”; use one of {}.", known.join(", "))
            }
            Self::UnknownLevel { field, scale, level, known } => {
                format!("“{level}” is no level of the scale {scale} in “{field}”; use one of {}.", known.join(", "))
            }
            Self::UnknownTieKind { tie } => format!("“{tie}” is no kind of tie; see the list of kinds."),
            Self::TieKindOff { tie } => {
                let name = presets().tie_kind(tie).map_or(tie.as_str(), |kind| &kind.en);
                format!(
                    "Ties of the kind “{name}” are switched off here; an administrator may switch them on with a lawful basis."
                )
            }
            Self::Wording { field, rule } => {
                format!("“{field}” cannot be kept: {} Write only what serves the work.", rule.reason_en)
            }
            Self::TierAboveWriter => "You may not write at this tier; choose a lower one.".into(),
            Self::WriterNotAReader => "A record of tier T3 must name its readers, you among them.".into(),
            Self::AlreadyEnded { on } => format!("It ended on {on} already."),
            Self::EndsBeforeStart { from } => format!("It began on {from}; it cannot end before."),
            Self::StillReferredTo { by: Some(by) } => {
                format!("The {} {} refers to it; take that back first.", by.kind.word(), by.id)
            }
            Self::StillReferredTo { by: None } => "Something later refers to it; take that back first.".into(),
            Self::ChangedSince { record, field } => {
                format!(
                    "“{field}” of the {} {} was changed since; undo that change first.",
                    record.kind.word(),
                    record.id
                )
            }
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Blank { field } => format!("“{field}”是空的，必须填写。"),
            Self::TooLong { field, max } => format!("“{field}”超过 {max} 个字符，请缩短。"),
            Self::ForbiddenCharacter { field, code } => format!("“{field}”含有不允许的字符 U+{code:04X}，请删除。"),
            Self::NotAShare { field, value } => format!("“{field}”为 {value}，必须在 0 与 1 之间。"),
            Self::EndsBeforeItBegins { from, until } => format!("结束日 {until} 早于开始日 {from}，请改为更晚的日期。"),
            Self::ExternalIdTwice { source, key } => {
                format!("同一条记录里编号 {source}/{key} 出现了两次，请只保留一个。")
            }
            Self::ExternalIdTaken { source, key } => {
                format!("编号 {source}/{key} 已属于本客户的另一条记录，请换一个编号或修改那条记录。")
            }
            Self::NotFound { record } => format!("这里没有{} {}。", record.kind.word_zh(), record.id),
            Self::IdTaken { record } => format!("编号 {} 已被使用，请留空或换一个。", record.id),
            Self::NoId { kind } => format!("新的{}没有编号。", kind.word_zh()),
            Self::ReportsToItself => "汇报线不能从一处指向自身，请选择另一个上级。".into(),
            Self::TiedToSelf => "关系需要两个不同的人。".into(),
            Self::ContradictsItself => "情报不能与自身矛盾，请指定另一条情报。".into(),
            Self::CircleOfCommand { path } => {
                format!("这条直接领导线会形成循环：{}；请先结束其中一条。", path.join(" → "))
            }
            Self::CircleOfUnits { path } => format!("部门会包含自身：{}；请选择另一个上级部门。", path.join(" → ")),
            Self::UnknownScale { field, scale, known } => {
                format!("“{field}”没有标度“{scale}”，可用：{}。", known.join("、"))
            }
            Self::UnknownLevel { field, scale, level, known } => {
                format!("“{field}”的标度 {scale} 上没有“{level}”，可用：{}。", known.join("、"))
            }
            Self::UnknownTieKind { tie } => format!("没有“{tie}”这种关系，请从列表中选择。"),
            Self::TieKindOff { tie } => {
                let name = presets().tie_kind(tie).map_or(tie.as_str(), |kind| &kind.zh);
                format!("“{name}”这种关系在此处未启用；管理员可在有合法依据时启用。")
            }
            Self::Wording { field, rule } => format!("“{field}”不能保存：{}请只写与工作有关的内容。", rule.reason_zh),
            Self::TierAboveWriter => "您无权在这一密级上填写，请选择较低的密级。".into(),
            Self::WriterNotAReader => "T3 记录必须指定读者，并包括您自己。".into(),
            Self::AlreadyEnded { on } => format!("它已于 {on} 结束。"),
            Self::EndsBeforeStart { from } => format!("它始于 {from}，不能在此之前结束。"),
            Self::StillReferredTo { by: Some(by) } => {
                format!("{} {} 引用了它，请先撤回那一条。", by.kind.word_zh(), by.id)
            }
            Self::StillReferredTo { by: None } => "之后的记录引用了它，请先撤回那一条。".into(),
            Self::ChangedSince { record, field } => {
                format!("{} {} 的“{field}”之后又被修改过，请先撤销那次修改。", record.kind.word_zh(), record.id)
            }
        }
    }
}

/// A batch of changes that was not taken; nothing of it was kept.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("change {at}: {}", .why.sentence(Language::En))]
pub struct Refusal {
    /// The place of the change in the batch, from 0.
    pub at: usize,
    /// Why.
    pub why: Why,
}

impl Refusal {
    /// The reason as one sentence.
    pub fn sentence(&self, language: Language) -> String {
        self.why.sentence(language)
    }
}
