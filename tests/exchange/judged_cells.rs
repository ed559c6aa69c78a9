//! Each cell of a row is judged alone: one that cannot be taken is told, and costs the row nothing else.

use waterline::exchange::{Code, Plan};
use waterline::model::claim::Statement;

use super::account::{Sample, codes, read_text};

/// The words of what is claimed: stance, influence, worry …
fn words(sample: &Sample) -> Vec<String> {
    let snapshot = sample.snapshot();
    let mut words: Vec<String> = snapshot
        .claims()
        .map(|claim| match &claim.statement {
            Statement::Influence { value, .. } | Statement::Role { value, .. } => {
                format!("{} {}", claim.statement.word(), value.level)
            }
            Statement::Worry { text, .. } | Statement::Goal { text, .. } | Statement::Note { text, .. } => {
                format!("{} {text}", claim.statement.word())
            }
            Statement::Tie { tie, strength, .. } => format!("{tie} {strength:?}"),
            other => other.word().to_owned(),
        })
        .collect();
    words.sort();
    words
}

fn sentences(plan: &Plan) -> Vec<(&str, &str)> {
    let said = plan.report.findings.iter();
    said.map(|finding| (finding.message_en.as_str(), finding.message_zh.as_str())).collect()
}

#[test]
fn one_unknown_level_of_a_contact_costs_no_other_claim_and_the_sentence_is_true() {
    let mut sample = Sample::default();

    let plan = sample.import(&read_text(
        "Name,Unit,Title,Stance,Influence,Worry,Goal,Notes\n\
         Ann Other,IT,CIO,Blocker,8,Budget cut,Promotion,Likes tea\n",
    ));

    assert_eq!(words(&sample), ["goal Promotion", "influence 8", "note Likes tea", "worry Budget cut"]);
    assert_eq!(codes(&plan), [(Code::ValueNotUsed, Some(2))], "{:?}", plan.report.findings);
    let (en, zh) = sentences(&plan)[0];
    assert!(en.starts_with("“Blocker” is no value for this column and was not used;"), "{en}");
    assert!(zh.starts_with("“Blocker”不是这一列可用的值，未采用；"), "{zh}");
}

#[test]
fn of_several_roles_in_a_cell_only_the_unknown_ones_are_not_used() {
    let mut sample = Sample::default();

    let plan = sample.import(&read_text(
        "Name,Unit,Title,Buying Role,Influence\nAnn Other,IT,CIO,A;CHEERLEADER,7\nBen Example,IT,Clerk,CHEERLEADER;CLOWN,3\n",
    ));

    assert_eq!(words(&sample), ["influence 3", "influence 7", "role A"]);
    let told: Vec<_> = plan.report.findings.iter().map(|finding| finding.value.as_deref().unwrap_or("")).collect();
    assert_eq!(told, ["CHEERLEADER", "CHEERLEADER", "CLOWN"]);
    assert!(plan.report.findings.iter().all(|finding| finding.code == Code::ValueNotUsed));
}

#[test]
fn a_text_that_may_not_be_kept_costs_no_other_claim() {
    let mut sample = Sample::default();

    let plan =
        sample.import(&read_text("姓名,部门,职务,影响力,顾虑,目标\n周临海,局领导,局长,9,要求给回扣三万,按期验收\n"));

    assert_eq!(words(&sample), ["goal 按期验收", "influence 9"]);
    assert_eq!(codes(&plan), [(Code::NoteScreened, Some(2))]);
}

#[test]
fn a_claim_with_an_unknown_value_beside_others_loses_only_that_and_alone_its_row() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "Name,Department,Title\nAnn Other,Sales,Head\n");

    let plan = sample.import_text(
        "2026-03-01",
        "person,stance,influence,worry,grade\nAnn Other,Loves us,8,Budget,\nAnn Other,Loves us,,,\nAnn Other,,99,,B2\nAnn Other,Neutral,,,Z9\n",
    );

    assert_eq!(words(&sample), ["influence 8", "worry Budget"]);
    assert_eq!(
        codes(&plan),
        [
            (Code::ValueNotUsed, Some(2)),
            (Code::UnknownValue, Some(3)),
            (Code::UnknownValue, Some(4)),
            (Code::UnknownValue, Some(5)),
        ]
    );
    assert_eq!(plan.report.counts.left_out, 3, "what is said to be left out is");
}

#[test]
fn a_strength_that_is_none_costs_a_tie_nothing_else() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "Name,Department,Title\nAnn Other,Sales,Head\nBen Example,Sales,Clerk\n");

    let plan = sample.import_text("2026-03-01", "from,to,tie,strength\nAnn Other,Ben Example,trusts,7\n");

    assert_eq!(words(&sample), ["trusts None"]);
    assert_eq!(codes(&plan), [(Code::ValueNotUsed, Some(2))]);
}
