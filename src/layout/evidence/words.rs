//! The words of notes and tables, in both languages, and claims as sentences.

use crate::font::display_text;
use crate::layout::diagram::DiagramInput;
use crate::model::claim::{Claim, Statement, Subject};
use crate::model::id::PersonId;
use crate::model::language::Language;
use crate::model::preset::presets;
use crate::model::scale::{Axis, ScaleValue};
use crate::model::source::SourceKind;

/// The words of one language, with the names that statements need.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub language: Language,
    pub input: &'a DiagramInput<'a>,
}

impl Words<'_> {
    pub(super) fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    pub(super) fn heading(self) -> &'static str {
        self.pick("依据与来源", "Evidence and sources")
    }

    /// How the numbers in the picture are to be read.
    pub(super) fn key(self) -> &'static str {
        self.pick("小号数字：依据编号，按情报等级排列，见“依据与来源”", "small numbers: see “Evidence and sources”")
    }

    pub(super) fn nothing(self) -> &'static str {
        self.pick("图中没有以线索为依据的标记。", "No mark of the picture rests on a claim.")
    }

    pub(super) fn page(self, number: usize, count: usize) -> String {
        match self.language {
            Language::Zh => format!("第 {number} 页，共 {count} 页"),
            Language::En => format!("page {number} of {count}"),
        }
    }

    /// The headings of the columns.
    pub(super) fn columns(self) -> [&'static str; 7] {
        match self.language {
            Language::Zh => ["编号", "内容", "等级", "来源", "得知方式", "观察日", "当日份量"],
            Language::En => ["No.", "Statement", "Grade", "Source", "How it reached us", "Observed", "Weight"],
        }
    }

    /// What the letter of a grade says.
    pub(super) fn reliability(self, letter: char) -> &'static str {
        match letter {
            'A' => self.pick("来源完全可靠", "source completely reliable"),
            'B' => self.pick("来源通常可靠", "source usually reliable"),
            'C' => self.pick("来源相当可靠", "source fairly reliable"),
            'D' => self.pick("来源通常不可靠", "source not usually reliable"),
            'E' => self.pick("来源不可靠", "source unreliable"),
            _ => self.pick("来源无法判断", "source cannot be judged"),
        }
    }

    /// What digits and weights mean.
    pub(super) fn foot(self) -> &'static str {
        self.pick(
            "等级数字：1 已被证实，2 很可能属实，3 可能属实，4 存疑，5 不大可能，6 无法判断。\
             当日份量：等级与时效合成的 0–100%，随时间减弱。",
            "Digits of a grade: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be \
             judged. Weight: what grade and age leave of a claim on the day, 0 to 100%.",
        )
    }

    pub(super) fn source_kind(self, kind: SourceKind) -> &'static str {
        match kind {
            SourceKind::OwnObservation => self.pick("我方亲见", "own observation"),
            SourceKind::SelfStatement => self.pick("本人所说", "said by the person"),
            SourceKind::Colleague => self.pick("其同事所说", "said by a colleague"),
            SourceKind::ThirdParty => self.pick("第三方所说", "said by a third party"),
            SourceKind::Public => self.pick("公开信息", "public"),
            SourceKind::File => self.pick("导入文件", "imported file"),
        }
    }

    /// The source as far as the viewer may see it.
    pub(super) fn source(self, claim: &Claim) -> String {
        let Some(source) = self.input.snapshot.source(claim.source) else { return String::new() };
        let label = display_text(&source.label);
        match &source.name {
            Some(name) => format!("{label} ({})", display_text(name)),
            None => label.into_owned(),
        }
    }

    /// The claim as a sentence.
    pub(super) fn statement(self, claim: &Claim) -> String {
        let colon = self.pick("：", ": ");
        let said = |who: String, what: &'static str, said: String| format!("{who} · {what}{colon}{said}");
        let denied = |holds: bool| if holds { "" } else { self.pick("（被否定）", " (denied)") };
        match &claim.statement {
            Statement::Stance { person, value } => self.levelled(*person, ("态度", "stance"), Axis::Stance, value),
            Statement::Influence { person, value } => {
                self.levelled(*person, ("影响力", "influence"), Axis::Influence, value)
            }
            Statement::Status { person, value } => {
                self.levelled(*person, ("政治地位", "political status"), Axis::Status, value)
            }
            Statement::Orientation { person, value } => {
                self.levelled(*person, ("看重", "decides by"), Axis::Orientation, value)
            }
            Statement::Adaptability { person, value } => {
                self.levelled(*person, ("对新事物", "towards what is new"), Axis::Adaptability, value)
            }
            Statement::Role { person, value, holds } => {
                format!("{}{}", self.levelled(*person, ("角色", "role"), Axis::Role, value), denied(*holds))
            }
            Statement::Tie { from, to, tie, holds, .. } => {
                let kind = presets().tie_kind(tie).map_or(tie.as_str(), |kind| self.language.pick(&kind.zh, &kind.en));
                format!("{} → {}{colon}{kind}{}", self.person(*from), self.person(*to), denied(*holds))
            }
            Statement::Rapport { member, person, value, wanted } => {
                let ours = self.input.roster.name(*member).map_or_else(
                    || self.pick("我方成员", "one of ours").to_owned(),
                    |name| display_text(name).into_owned(),
                );
                let what =
                    if *wanted { self.pick("期望客情", "rapport wanted") } else { self.pick("客情", "rapport") };
                said(self.person(*person), what, format!("{ours} {}", self.level(Axis::Rapport, value)))
            }
            Statement::Worry { about, text } => said(self.subject(about), self.pick("顾虑", "worry"), shown(text)),
            Statement::Goal { about, text } => said(self.subject(about), self.pick("目标", "goal"), shown(text)),
            Statement::Note { about, text } => said(self.subject(about), self.pick("备注", "note"), shown(text)),
            Statement::Cause { rib, text } => format!("{}{colon}{}", shown(rib), shown(text)),
        }
    }

    fn levelled(self, person: PersonId, what: (&'static str, &'static str), axis: Axis, value: &ScaleValue) -> String {
        let (zh, en) = what;
        let colon = self.pick("：", ": ");
        format!("{} · {}{colon}{}", self.person(person), self.pick(zh, en), self.level(axis, value))
    }

    fn level(self, axis: Axis, value: &ScaleValue) -> String {
        value
            .level(axis)
            .map_or_else(|| shown(&value.level), |level| self.language.pick(&level.zh, &level.en).to_owned())
    }

    fn subject(self, about: &Subject) -> String {
        match about {
            Subject::Person(person) => self.person(*person),
            Subject::Deal(deal) => self.input.snapshot.deal(*deal).map_or_else(String::new, |deal| shown(&deal.name)),
        }
    }

    fn person(self, person: PersonId) -> String {
        self.input.snapshot.person(person).map_or_else(String::new, |person| shown(&person.name))
    }
}

fn shown(text: &str) -> String {
    display_text(text).into_owned()
}
