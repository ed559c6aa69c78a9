//! An account to import into, and what it holds afterwards in words.

use uuid::Uuid;
use waterline::exchange::{Code, FreshIds, Plan, PlanOptions, ReadOptions, Reading, plan, read};
use waterline::model::account::Account;
use waterline::model::id::AccountId;
use waterline::model::line::{LineKind, Place};
use waterline::model::map::AccountMap;
use waterline::model::snapshot::{Moment, Snapshot};
use waterline::model::time::Day;
use waterline::model::viewer::Viewer;

/// A map that files are imported into, one after the other.
pub struct Sample {
    pub map: AccountMap,
    next_id: u128,
    pub options: PlanOptions,
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub fn read_text(text: &str) -> Reading {
    read(text.as_bytes(), "list.csv", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

impl Default for Sample {
    fn default() -> Self {
        let account = Account {
            id: AccountId(Uuid::from_u128(1)),
            name: "海州市".to_owned(),
            kind: None,
            team: None,
            quiet_periods: Vec::new(),
            external_ids: Vec::new(),
        };
        Self { map: AccountMap::new(account), next_id: 1000, options: PlanOptions::on(day("2026-03-01")) }
    }
}

impl Sample {
    /// The writer's snapshot of all days.
    pub fn snapshot(&self) -> Snapshot {
        self.map.snapshot(Moment::Always, &Viewer::Operator)
    }

    /// Plans an import without doing it.
    pub fn plan(&mut self, reading: &Reading) -> Plan {
        let snapshot = self.snapshot();
        let next_id = &mut self.next_id;
        let mut ids = FreshIds(|| {
            *next_id += 1;
            Uuid::from_u128(*next_id)
        });
        plan(reading, &snapshot, &self.options, &mut ids).unwrap_or_else(|refusal| panic!("{refusal}"))
    }

    /// Plans an import and does it.
    pub fn import(&mut self, reading: &Reading) -> Plan {
        let plan = self.plan(reading);
        self.map
            .apply(&plan.changes, &Viewer::Operator)
            .unwrap_or_else(|refusal| panic!("{}: {refusal}: {:?}", reading.file, plan.changes[refusal.at]));
        plan
    }

    /// Imports a text on a day.
    pub fn import_text(&mut self, on: &str, text: &str) -> Plan {
        self.options.today = day(on);
        self.import(&read_text(text))
    }

    /// The paths of all units that are there today.
    pub fn units(&self) -> Vec<String> {
        let now = self.today();
        let mut paths: Vec<_> = now.records().units.iter().map(|unit| now.unit_path(unit.id).join("/")).collect();
        paths.sort();
        paths
    }

    /// Who holds what today: "unit/title: names".
    pub fn posts(&self) -> Vec<String> {
        let now = self.today();
        let mut posts: Vec<_> = now.records().posts.iter().collect();
        posts.sort_by_key(|post| post.position);
        let in_words = |post: &&std::sync::Arc<waterline::model::post::Post>| {
            let holders: Vec<_> = now
                .tenures_of_post(post.id)
                .filter_map(|tenure| now.person(tenure.person))
                .map(|person| person.name.as_str())
                .collect();
            format!("{}/{}: {}", now.unit_path(post.unit).join("/"), post.title, holders.join("+"))
        };
        posts.iter().map(in_words).collect()
    }

    /// The lines of today: "subordinate → superior".
    pub fn lines(&self) -> Vec<String> {
        let now = self.today();
        let name = |place: Place| match place {
            Place::Post(post) => {
                let holder = now.tenures_of_post(post).next().and_then(|tenure| now.person(tenure.person));
                holder.map_or_else(|| now.post(post).expect("a post").title.clone(), |person| person.name.clone())
            }
            Place::Unit(unit) => now.unit(unit).expect("a unit").name.clone(),
        };
        let mut lines: Vec<_> = now
            .lines()
            .map(|line| {
                let kind = if line.kind == LineKind::Solid { String::new() } else { format!(" ({:?})", line.kind) };
                format!("{} → {}{kind}", name(line.subordinate), name(line.superior))
            })
            .collect();
        lines.sort();
        lines
    }

    /// The map as it is on the day of the last import.
    pub fn today(&self) -> Snapshot {
        self.map.snapshot(Moment::On(self.options.today), &Viewer::Operator)
    }
}

/// The codes of a plan's warnings and notes with their lines.
pub fn codes(plan: &Plan) -> Vec<(Code, Option<u32>)> {
    plan.report.findings.iter().map(|finding| (finding.code, finding.place.line)).collect()
}
