//! `waterline power`: who is pivotal in a committee with votes and a quota.

use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Failure, report};
use crate::analysis::power::{Power, PowerMethod, power};

/// Tells who is pivotal in a committee: Shapley–Shubik and Banzhaf indices, exactly.
///
/// Example: waterline power --quota 51 --votes A=50,B=49,C=2
#[derive(Debug, Args)]
pub(super) struct PowerArgs {
    /// The votes that a coalition needs to win.
    #[arg(long)]
    quota: u64,
    /// The members with their votes, as NAME=VOTES,NAME=VOTES,…
    #[arg(long, value_delimiter = ',', required = true, value_parser = member)]
    votes: Vec<Member>,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone)]
struct Member {
    name: String,
    votes: u64,
}

fn member(text: &str) -> Result<Member, String> {
    let Some((name, votes)) = text.rsplit_once(['=', '＝']) else {
        return Err(format!("“{text}” should be NAME=VOTES, as A=50"));
    };
    let name = name.trim();
    if name.is_empty() {
        return Err(format!("“{text}” names nobody; write NAME=VOTES, as A=50"));
    }
    match votes.trim().parse() {
        Ok(votes) => Ok(Member { name: name.to_owned(), votes }),
        Err(_) => Err(format!("the votes of {name} are “{votes}”; they must be a whole number from 0 on")),
    }
}

/// What `--json` prints, in the manner of `waterline analyze`.
#[derive(Serialize)]
struct Answer {
    members: usize,
    quota: u64,
    method: PowerMethod,
    measures: Measures,
}

#[derive(Serialize)]
struct Measures {
    shapley: Map<String, Value>,
    banzhaf: Map<String, Value>,
}

pub(super) fn run(args: &PowerArgs) -> Result<(), Failure> {
    let members = &args.votes;
    for (at, member) in members.iter().enumerate() {
        if members[..at].iter().any(|earlier| earlier.name == member.name) {
            return Err(Failure::new(format!("{} is named twice; give each member once.", member.name)));
        }
    }
    let votes: Vec<u64> = members.iter().map(|member| member.votes).collect();
    let power = power(&votes, args.quota).map_err(|refusal| Failure::new(refusal.to_string()))?;
    if args.json {
        let answer = answer(members, args.quota, &power);
        report::say(&serde_json::to_string_pretty(&answer).map_err(|error| Failure::new(error.to_string()))?);
    } else {
        table(members, &power);
    }
    Ok(())
}

fn answer(members: &[Member], quota: u64, power: &Power) -> Answer {
    let by_name = |values: &[f64]| {
        members.iter().zip(values).map(|(member, value)| (member.name.clone(), Value::from(*value))).collect()
    };
    let measures = Measures { shapley: by_name(&power.shapley), banzhaf: by_name(&power.banzhaf) };
    Answer { members: members.len(), quota, method: power.method, measures }
}

fn table(members: &[Member], power: &Power) {
    let widest = members.iter().map(|member| columns(&member.name)).max().unwrap_or(0).max("member".len());
    let name = |name: &str| format!("{name}{}", " ".repeat(widest - columns(name)));
    report::say(&format!("{}  {:>12}  {:>14}  {:>8}", name("member"), "votes", "Shapley–Shubik", "Banzhaf"));
    for ((member, shapley), banzhaf) in members.iter().zip(&power.shapley).zip(&power.banzhaf) {
        report::say(&format!("{}  {:>12}  {shapley:>14.4}  {banzhaf:>8.4}", name(&member.name), member.votes));
    }
}

/// How many columns a terminal gives to a text: two to each Chinese, Japanese or Korean character.
fn columns(text: &str) -> usize {
    text.chars().map(|character| if character >= '\u{1100}' { 2 } else { 1 }).sum()
}
