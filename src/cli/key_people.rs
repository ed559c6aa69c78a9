//! `waterline key-people`: who matters for an account or a deal, in five parts, with bands, flags and reasons.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use unicode_width::UnicodeWidthStr as _;

use super::account::{block_on, find};
use super::database::DatabaseArgs;
use super::long_work::watched;
use super::named::deal;
use super::report::say;
use super::source_file::{FormatArg, account_of, language};
use super::{Failure, today};
use crate::analysis::ground::Ground;
use crate::analysis::outcome::OutcomeRefusal;
use crate::analysis::telling::Draws;
use crate::analysis::telling::key_people::{KeyPeopleTold, KeyPersonTold, tell_key_people};
use crate::belief::Question;
use crate::budget::Budget;
use crate::model::language::Language;
use crate::model::snapshot::Moment;
use crate::model::time::Day;
use crate::model::viewer::Viewer;

/// Lists the key people of an account or a deal: five parts side by side, the band of places, flags and reasons.
///
/// Example: waterline key-people --account 海州市政务数据局 --deal 政务云扩容三期 --top 10
#[derive(Debug, Args)]
pub(super) struct KeyPeopleArgs {
    /// The account; without it the only account is meant.
    #[arg(long, conflicts_with = "from")]
    account: Option<String>,
    /// Reads straight from this file, without any database.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The kind of that file, when looking at it is not enough.
    #[arg(long, requires = "from")]
    format: Option<FormatArg>,
    /// The deal, by name; without it the account as a whole is meant.
    #[arg(long, value_name = "NAME")]
    deal: Option<String>,
    /// The day of the view (YYYY-MM-DD); today without it.
    #[arg(long, value_name = "DAY")]
    on: Option<Day>,
    /// Most people.
    #[arg(long, value_name = "N", default_value = "20", value_parser = clap::value_parser!(u32).range(1..))]
    top: u32,
    /// The seconds that it may take. What would take longer is refused as soon as that shows, mostly after one.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: u64,
    /// Prints JSON, as the HTTP interface tells it.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) fn run(args: &KeyPeopleArgs) -> Result<(), Failure> {
    let on = args.on.unwrap_or_else(today);
    let moment = Moment::On(on);
    let snapshot = match &args.from {
        Some(file) => block_on(account_of(file, args.format))?.snapshot(moment, &Viewer::Operator),
        None => block_on(async {
            let store = args.database.open().await?;
            let account = find(&store, args.account.as_deref()).await?;
            let map = store.map(account.id).await?;
            Ok(map.snapshot(moment, &Viewer::Operator))
        })?,
    };
    let deal = args.deal.as_deref().map(|name| deal(&snapshot, name)).transpose()?;
    let ground = Ground::of(&snapshot, Question { on, deal });
    let budget = Budget::begin(Duration::from_secs(args.seconds)).with_alarm();
    let told = watched(language().pick("关键人", "key people"), &budget, |watch| {
        tell_key_people(&ground, args.top as usize, language(), Draws::default(), watch)
    })
    .map_err(|refusal| match refusal {
        OutcomeRefusal::Stopped(_) => Failure::new(too_long(&budget, ground.influence.people.len(), language())),
        _ => Failure::new(refusal.sentence(language())),
    })?;
    if args.json {
        let json = serde_json::to_string_pretty(&told).map_err(|error| Failure::new(error.to_string()))?;
        say(&json);
    } else {
        print(&told, &snapshot.account().name, language());
    }
    Ok(())
}

/// What to say when it was stopped.
fn too_long(budget: &Budget, people: usize, language: Language) -> String {
    let limit = budget.limit.as_secs();
    match (language, budget.needed()) {
        (Language::En, Some(needed)) => format!(
            "The key people of {people} people would take about {needed} seconds or more, and may take {limit}; allow the time with \
             --seconds {needed}."
        ),
        (Language::En, None) => format!(
            "The key people of {people} people were not found within {limit} seconds; allow more time with --seconds."
        ),
        (Language::Zh, Some(needed)) => format!(
            "从 {people} 人中计算关键人约需 {needed} 秒或更久，时限为 {limit} 秒；请用 --seconds {needed} 放宽时限。"
        ),
        (Language::Zh, None) => {
            format!("从 {people} 人中计算关键人，{limit} 秒内没有算完；请用 --seconds 放宽时限。")
        }
    }
}

fn print(told: &KeyPeopleTold, account: &str, language: Language) {
    let deal = told.deal_name.as_deref().map(|name| format!(" · {name}")).unwrap_or_default();
    say(&match language {
        Language::Zh => {
            format!("{account}{deal}，{}：{} 人，已知态度 {} 人", told.on, told.people_in_all, told.stances_known)
        }
        Language::En => {
            format!(
                "{account}{deal}, {}: {} people, stance known of {}",
                told.on, told.people_in_all, told.stances_known
            )
        }
    });
    if told.people.is_empty() {
        say(language.pick("还没有人员。", "There are no people yet."));
        return;
    }
    let heads = match language {
        Language::Zh => ["位次", "区间", "姓名", "岗位", "权威", "影响", "桥接", "触及", "杠杆", "注意"],
        Language::En => {
            ["#", "band", "name", "post", "authority", "influence", "brokerage", "reach", "lever", "beware"]
        }
    };
    let rows: Vec<[String; 10]> = told.people.iter().map(|person| row(person, language)).collect();
    let width = |column: usize| {
        rows.iter().map(|row| row[column].width()).chain([heads[column].width()]).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    say(&line(&heads.map(str::to_owned), &widths));
    for (row, person) in rows.iter().zip(&told.people) {
        say(&line(row, &widths));
        for reason in &person.reasons {
            say(&format!("{:indent$}– {}", "", reason.text, indent = widths[0] + widths[1] + 4));
        }
    }
    say(language.pick(
        "各部分为在本图中的位次（0–100）；区间为抽取 200 张关系图时的第 10–90 百分位。此排序仅供参考，不对任何人作决定。",
        "Parts are places in this map (0–100); the band holds 80 % of 200 drawn tie graphs. The order is an aid and decides nothing about anybody.",
    ));
}

fn row(person: &KeyPersonTold, language: Language) -> [String; 10] {
    let part = |part: Option<f64>| part.map_or_else(|| "–".to_owned(), |part| format!("{:.0}", part * 100.0));
    let post = [person.who.title.as_deref(), person.who.unit.as_deref()];
    let flags: Vec<&str> = person.flags.iter().map(|flag| flag.word(language)).collect();
    let parts = person.parts;
    [
        person.position.to_string(),
        format!("{}–{}", person.band.best, person.band.worst),
        person.who.name.clone(),
        post.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        part(parts.authority),
        part(parts.influence),
        part(parts.brokerage),
        part(parts.reach),
        part(parts.lever),
        flags.join(language.pick("、", ", ")),
    ]
}

/// Cells side by side; figures end at the right, words begin at the left. Chinese characters are two columns wide.
fn line(cells: &[String; 10], widths: &[usize]) -> String {
    let mut line = String::new();
    for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let gap = " ".repeat(width - cell.width());
        let is_word = matches!(column, 2 | 3 | 9);
        let (before, after) = if is_word { ("", gap.as_str()) } else { (gap.as_str(), "") };
        line.extend([before, cell, after, "  "]);
    }
    line.trim_end().to_owned()
}
