//! Fictional organisations: a builder for small ones, and a generator for those of any size.

use serde_json::{Value, json};
use uuid::Uuid;
use waterline::model::account::Account;
use waterline::model::map::AccountMap;
use waterline::model::snapshot::{Moment, Snapshot};
use waterline::model::viewer::Viewer;

/// An organisation while it is being entered; numbers become ids.
pub struct Organisation {
    name: String,
    changes: Vec<Value>,
    last: u128,
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

impl Organisation {
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), changes: Vec::new(), last: 100 }
    }

    fn next(&mut self) -> u128 {
        self.last += 1;
        self.last
    }

    pub fn unit(&mut self, parent: Option<u128>, name: &str) -> u128 {
        let number = self.next();
        self.changes.push(json!({"verb": "add_unit", "id": id(number), "parent": parent.map(id), "name": name}));
        number
    }

    pub fn outside_unit(&mut self, name: &str, kind: &str) -> u128 {
        let number = self.next();
        self.changes.push(json!({"verb": "add_unit", "id": id(number), "name": name, "outside": kind}));
        number
    }

    pub fn post(&mut self, unit: u128, title: &str) -> u128 {
        let number = self.next();
        self.changes.push(json!({"verb": "add_post", "id": id(number), "unit": id(unit), "title": title}));
        number
    }

    pub fn person(&mut self, name: &str) -> u128 {
        let number = self.next();
        self.changes.push(json!({"verb": "add_person", "id": id(number), "name": name}));
        number
    }

    pub fn holds(&mut self, person: u128, post: u128, kind: &str) {
        let number = self.next();
        self.changes.push(
            json!({"verb": "start_tenure", "id": id(number), "person": id(person), "post": id(post), "kind": kind}),
        );
    }

    /// The same from a day until a day.
    pub fn holds_during(&mut self, person: u128, post: u128, from: Option<&str>, until: Option<&str>) {
        let number = self.next();
        self.changes.push(json!({
            "verb": "start_tenure", "id": id(number), "person": id(person), "post": id(post), "kind": "substantive",
            "span": {"from": from, "until": until},
        }));
    }

    /// A post held by one person in his or her own right.
    pub fn held(&mut self, unit: u128, title: &str, name: &str) -> u128 {
        let post = self.post(unit, title);
        let person = self.person(name);
        self.holds(person, post, "substantive");
        post
    }

    pub fn line(&mut self, superior: u128, subordinate: u128, kind: &str, matter: Option<&str>) {
        let number = self.next();
        self.changes.push(json!({
            "verb": "draw_line", "id": id(number), "superior": {"post": id(superior)},
            "subordinate": {"post": id(subordinate)}, "kind": kind, "matter": matter,
        }));
    }

    pub fn commands(&mut self, superior: u128, subordinate: u128) {
        self.line(superior, subordinate, "solid", None);
    }

    /// A claim of the first source, as reliable as most, observed on a day.
    pub fn say(&mut self, statement: &Value, observed_on: &str) {
        const SOURCE: u128 = 99;
        let is_new = self.changes.iter().all(|change| change["verb"] != "add_source");
        if is_new {
            self.changes.push(json!({"verb": "add_source", "id": id(SOURCE), "label": "S-1", "kind": "colleague"}));
        }
        let number = self.next();
        self.changes.push(json!({
            "verb": "add_claim", "id": id(number), "statement": statement, "deal": null, "source": id(SOURCE),
            "source_kind": "colleague", "grade": "B2", "observed_on": observed_on, "expires_on": "2027-01-10",
            "purpose": "customer_care", "basis": "legitimate_interest", "tier": "T1",
        }));
    }

    /// The people so far, in the order of entry.
    pub fn people(&self) -> Vec<Uuid> {
        let people = self.changes.iter().filter(|change| change["verb"] == "add_person");
        people.map(|change| serde_json::from_value(change["id"].clone()).expect("an id")).collect()
    }

    /// Claims about most people: stance, role, influence, rapport of ours, ties, fresh and stale ones.
    pub fn talk(&mut self, seed: u64) {
        let mut numbers = Numbers::new(seed);
        let people = self.people();
        for person in &people {
            let day = ["2024-02-01", "2025-12-01", "2026-02-20"][numbers.below(3)];
            let level = ["-1", "0", "1", "2", "3"][numbers.below(5)];
            if !numbers.one_in(3) {
                let value = json!({"scale": "cn", "level": level});
                self.say(&json!({"kind": "stance", "person": person, "value": value}), day);
            }
            if numbers.one_in(3) {
                let letter = ["D", "A", "E", "I", "S", "U", "C"][numbers.below(7)];
                let value = json!({"scale": "seven", "level": letter});
                self.say(&json!({"kind": "role", "person": person, "value": value, "holds": true}), day);
            }
            if numbers.one_in(2) {
                let value = json!({"scale": "ten", "level": numbers.below(11).to_string()});
                self.say(&json!({"kind": "influence", "person": person, "value": value}), day);
            }
            for member in 0..numbers.below(5) as u128 {
                let value = json!({"scale": "five", "level": (1 + numbers.below(4)).to_string()});
                let member = id(900 + member);
                let statement =
                    json!({"kind": "rapport", "member": member, "person": person, "value": value, "wanted": false});
                self.say(&statement, day);
            }
            let other = people[numbers.below(people.len())];
            if other != *person {
                let tie = ["influences", "heeds", "rival", "former_colleague", "kin"][numbers.below(5)];
                let statement = json!({"kind": "tie", "from": person, "to": other, "tie": tie, "holds": true});
                self.say(&statement, day);
            }
        }
    }

    pub fn snapshot(self) -> Snapshot {
        let [snapshot] = self.snapshots(["2026-03-01"]);
        snapshot
    }

    /// The organisation on several days.
    pub fn snapshots<const DAYS: usize>(self, days: [&str; DAYS]) -> [Snapshot; DAYS] {
        let account = json!({"id": id(1), "name": self.name, "kind": null, "team": null});
        let mut map = AccountMap::new(serde_json::from_value::<Account>(account).expect("an account"));
        let changes: Vec<_> = serde_json::from_value(Value::Array(self.changes)).expect("changes");
        map.apply(&changes, &Viewer::Operator).expect("an organisation without contradictions");
        days.map(|day| map.snapshot(Moment::On(day.parse().expect("a day")), &Viewer::Operator))
    }
}

/// Numbers that look random and are the same every time.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_add(0x9E37_79B9_7F4A_7C15))
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound.max(1)
    }

    pub fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// What a generated organisation is like.
#[derive(Debug, Clone, Copy)]
pub struct Likeness {
    pub posts: usize,
    pub seed: u64,
    pub english: bool,
    /// One in so many posts is vacant, held by several, and so on; 0 for a plain organisation.
    pub oddity: usize,
    /// How many further lines there are.
    pub extra_lines: usize,
}

const SURNAMES: &[&str] = &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "欧阳", "诸葛"];
const GIVEN: &[&str] =
    &["望舒", "启明", "若谷", "秀英", "敏", "静", "磊", "洋", "艳", "建国", "志强", "晓明", "玥", "喆"];
const FIRST: &[&str] =
    &["Alice", "Ben", "Chiara", "Farah", "George", "Ivan", "Julia", "Łukasz", "Maya", "Olga", "Priya"];
const LAST: &[&str] =
    &["Anders", "Brown", "Dvořák", "Fischer", "Hughes", "Ito", "Montgomery-Smith", "Nguyen", "Okafor"];
const UNITS: &[&str] = &[
    "办公室",
    "人事教育科",
    "规划财务科",
    "政策法规科",
    "信息中心",
    "预算科",
    "国库科",
    "采购监管科",
    "资产管理科",
    "绩效评价科",
    "监督检查科",
    "综合科",
    "机关党委",
    "税政科",
    "社会保障科",
    "农业农村科",
    "行政政法科",
    "教科文科",
    "经济建设科",
];
const UNITS_EN: &[&str] = &[
    "General Office",
    "People and Learning",
    "Planning and Finance",
    "Policy and Legal Affairs",
    "Digital and Technology",
    "Budget",
    "Treasury",
    "Procurement Oversight",
    "Asset Management",
    "Performance Evaluation",
    "Internal Audit",
    "Strategy",
    "Communications",
    "Tax Policy",
    "Social Security",
    "Rural Affairs",
    "Education, Science and Culture",
];
const TITLES: &[&str] = &["副科长", "一级主任科员", "科员", "四级调研员"];
const TITLES_EN: &[&str] = &["Deputy Head of Division", "Senior Policy Adviser", "Analyst", "Executive Assistant"];
const KINDS: &[&str] = &["dotted", "oversees", "dual", "guidance", "solid"];
const MATTERS: &[&str] = &["财务", "人事", "采购与招标", "信息化项目"];
const MATTERS_EN: &[&str] = &["finance", "people", "procurement", "digital projects"];

/// An organisation with a head, deputies, divisions, and teams in the larger divisions.
pub fn generated(likeness: Likeness) -> Snapshot {
    organisation(likeness).snapshot()
}

/// The same while it is still being entered.
pub fn organisation(likeness: Likeness) -> Organisation {
    let Likeness { posts: count, seed, english, .. } = likeness;
    let words = |zh: &'static str, en: &'static str| if english { en } else { zh };
    let mut numbers = Numbers::new(seed);
    let mut made = Generated {
        organisation: Organisation::new(words("滨海市财政局（虚构）", "Ministry of Coastal Affairs (fictional)")),
        posts: Vec::new(),
    };
    let root = made.organisation.unit(None, words("滨海市财政局", "Ministry of Coastal Affairs"));
    made.post(root, words("局长", "Permanent Secretary"), None, &mut numbers, likeness);
    let deputies = if count < 8 { count.saturating_sub(1) } else { (count / 40).clamp(2, 7) };
    for _ in 0..deputies {
        made.post(root, words("副局长", "Director General"), Some(0), &mut numbers, likeness);
    }
    let mut division = 0;
    while made.posts.len() < count {
        let name = if english { UNITS_EN[division % UNITS_EN.len()] } else { UNITS[division % UNITS.len()] };
        division += 1;
        let unit = made.organisation.unit(Some(root), name);
        let above = 1 + numbers.below(deputies);
        // Some lists name no superior for some heads, so that a line is assumed.
        let stated = if numbers.one_in(6) { None } else { Some(above) };
        let head = made.post(unit, words("科长", "Head of Division"), stated, &mut numbers, likeness);
        let size = 2 + numbers.below(if count > 200 { 14 } else { 6 });
        for member in 0..size {
            if made.posts.len() >= count {
                break;
            }
            if count > 200 && member % 6 == 5 {
                let team = made.organisation.unit(Some(unit), &format!("{name}{}", words("一组", " – Team 1")));
                let leader = made.post(team, words("组长", "Team Leader"), Some(head), &mut numbers, likeness);
                for _ in 0..numbers.below(5) {
                    made.post(team, words("科员", "Analyst"), Some(leader), &mut numbers, likeness);
                }
            } else {
                let title = if english { TITLES_EN } else { TITLES }[member.min(3)];
                made.post(unit, title, Some(head), &mut numbers, likeness);
            }
        }
    }
    for _ in 0..likeness.extra_lines {
        let (from, to) = (numbers.below(made.posts.len()), numbers.below(made.posts.len()));
        // From earlier to later posts, so that no circle of solid lines can arise.
        if from < to {
            let matter = numbers.pick(if english { MATTERS_EN } else { MATTERS });
            let kind = numbers.pick(KINDS);
            made.organisation.line(made.posts[from], made.posts[to], kind, Some(matter).filter(|_| !numbers.one_in(3)));
        }
    }
    made.organisation
}

struct Generated {
    organisation: Organisation,
    posts: Vec<u128>,
}

impl Generated {
    fn post(
        &mut self,
        unit: u128,
        title: &str,
        superior: Option<usize>,
        numbers: &mut Numbers,
        likeness: Likeness,
    ) -> usize {
        let odd =
            |numbers: &mut Numbers, weight: usize| likeness.oddity > 0 && numbers.one_in(likeness.oddity * weight);
        let post = self.organisation.post(unit, title);
        let holders = match (odd(numbers, 1), odd(numbers, 2)) {
            (true, _) => 0,
            (_, true) => 2 + numbers.below(6),
            _ => 1,
        };
        for _ in 0..holders {
            let name = if likeness.english {
                format!("{} {}", numbers.pick(FIRST), numbers.pick(LAST))
            } else {
                format!("{}{}", numbers.pick(SURNAMES), numbers.pick(GIVEN))
            };
            let person = self.organisation.person(&name);
            let kind = match numbers.below(likeness.oddity.max(1)) {
                0 if likeness.oddity > 0 => "acting",
                1 => "seconded",
                _ => "substantive",
            };
            self.organisation.holds(person, post, kind);
            if odd(numbers, 2) && !self.posts.is_empty() {
                let other = self.posts[numbers.below(self.posts.len())];
                self.organisation.holds(person, other, "concurrent");
            }
        }
        if let Some(superior) = superior {
            self.organisation.commands(self.posts[superior], post);
        }
        self.posts.push(post);
        self.posts.len() - 1
    }
}
