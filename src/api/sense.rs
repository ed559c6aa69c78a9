//! What a request must make sense of beyond the rules of the map, which old records and files need not keep: who our members are,
//! whom a touch concerns, and what an e-mail address looks like.

use std::collections::BTreeSet;

use super::app::App;
use super::problem::Problem;
use crate::model::change::Change;
use crate::model::id::MemberId;

/// Refuses the first change that makes no sense, with its place; the pointer leads into the change as it stands in a batch.
pub async fn check(app: &App, changes: &[Change]) -> Result<(), (usize, Problem)> {
    let ours = if changes.iter().any(|change| !members_named(change).1.is_empty()) {
        let members = app.store.members().await.map_err(|error| (0, error.into()))?;
        members.into_iter().map(|member| member.id).collect()
    } else {
        BTreeSet::new()
    };
    changes.iter().enumerate().try_for_each(|(at, change)| judge(change, &ours).map_err(|problem| (at, problem)))
}

/// The same of one record alone: the pointer leads into its fields.
pub async fn check_one(app: &App, change: &Change) -> Result<(), Problem> {
    check(app, std::slice::from_ref(change)).await.map_err(|(_, problem)| problem.out_of_set())
}

fn judge(change: &Change, ours: &BTreeSet<MemberId>) -> Result<(), Problem> {
    match change {
        Change::AddPerson(person) => email("/email", person.email.as_deref())?,
        Change::EditPerson { set, .. } => email("/set/email", set.email.as_ref().and_then(Option::as_deref))?,
        Change::AddTouch(touch) if touch.members.is_empty() && touch.persons.is_empty() => {
            return Err(Problem::invalid(
                "touch_of_nobody",
                "请填写接触的人员或我方参与人。",
                "Say whom it concerns: people met, or members of ours.",
            )
            .at("/persons"));
        }
        _ => {}
    }
    let (pointer, named) = members_named(change);
    match named.iter().position(|member| !ours.contains(member)) {
        None => Ok(()),
        Some(at) => Err(Problem::invalid("unknown_member", "我方没有这个成员。", "There is no such member of ours.")
            .at(format!("{pointer}/{at}"))),
    }
}

/// The members of ours whom a change names as those who took part, and where they stand in it.
fn members_named(change: &Change) -> (&'static str, &[MemberId]) {
    match change {
        Change::AddTouch(touch) => ("/members", &touch.members),
        Change::EditTouch { set, .. } => ("/set/members", set.members.as_deref().unwrap_or_default()),
        _ => ("", &[]),
    }
}

fn email(pointer: &str, email: Option<&str>) -> Result<(), Problem> {
    let is_sound = |email: &str| {
        let parts = email.split_once('@');
        parts.is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'))
            && !email.contains(char::is_whitespace)
    };
    if email.is_none_or(is_sound) {
        return Ok(());
    }
    Err(Problem::invalid(
        "wrong_email",
        "这不是电子邮箱地址；不填请用 null。",
        "This is no e-mail address; send null where there is none.",
    )
    .at(pointer))
}
