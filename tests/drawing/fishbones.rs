//! The fishbones of the demo account and of generated deals keep what they promise.

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use waterline::exchange::demo::demo;
use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, FishboneKind, draw};
use waterline::layout::scene::{Item, Language, Path, Scene, Segment};
use waterline::model::account::Account;
use waterline::model::id::{AccountId, PersonId};
use waterline::model::map::AccountMap;
use waterline::model::member::Roster;
use waterline::model::snapshot::{Moment, Snapshot};
use waterline::model::time::Day;
use waterline::model::viewer::Viewer;
use waterline::render::{Theme, svg::svg};

use crate::geometry::{lines_through_texts, overlapping_texts, texts_off_page, texts_over_edges};
use crate::output::faults;

const TODAY: &str = "2026-11-20";

fn today() -> Day {
    TODAY.parse().expect("a day")
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn snapshot_of(changes: Vec<Value>, on: Day) -> Snapshot {
    let mut map = AccountMap::new(Account::new(AccountId(id(1)), "海州市数据资源局（虚构）"));
    let changes: Vec<_> = changes.into_iter().map(|change| serde_json::from_value(change).expect("a change")).collect();
    map.apply(&changes, &Viewer::Operator).expect("the changes fit together");
    map.snapshot(Moment::On(on), &Viewer::Operator)
}

pub fn demo_snapshot() -> (Snapshot, Roster) {
    let demo = demo(today());
    let mut map = AccountMap::new(Account::new(AccountId(id(1)), &*demo.name));
    map.apply(&demo.changes, &Viewer::Operator).expect("the demo account obeys every rule");
    (map.snapshot(Moment::On(today()), &Viewer::Operator), demo.members.into_iter().collect())
}

fn person_named(snapshot: &Snapshot, name: &str) -> PersonId {
    snapshot.records().persons.iter().find(|person| person.name == name).expect("somebody of this name").id
}

fn drawn(input: &DiagramInput<'_>, kind: FishboneKind, language: Language, person: PersonId) -> Scene {
    let options = DiagramOptions {
        diagram: Diagram::Fishbone,
        kind: Some(kind),
        language,
        person: Some(person),
        ..DiagramOptions::default()
    };
    draw(input, &options).expect("a fishbone")
}

fn faults_of(scene: &Scene) -> Vec<String> {
    [overlapping_texts(scene), lines_through_texts(scene), texts_over_edges(scene), texts_off_page(scene)].concat()
}

/// The ribs of a scene: lines at 60° that are longer than any small mark, each from the spine outwards.
fn ribs(scene: &Scene) -> Vec<((f32, f32), (f32, f32))> {
    let mut found = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Path(Path { segments, stroke: Some(stroke), .. }) = item
            && let [Segment::Move(x, y), Segment::Line(to_x, to_y)] = segments[..]
            && stroke.width >= 1.5
            && (x - to_x).abs() > 12.0
            && (y - to_y).abs() > 12.0
        {
            found.push(((x, y), (to_x, to_y)));
        }
    });
    found
}

fn steep_wrong(scene: &Scene) -> Vec<f32> {
    let angle =
        |((x, y), (to_x, to_y)): ((f32, f32), (f32, f32))| (to_y - y).abs().atan2((to_x - x).abs()).to_degrees();
    ribs(scene).into_iter().map(angle).filter(|angle| (angle - 60.0).abs() > 0.1).collect()
}

/// Whether the ribs of each row lie above and below in turn.
fn alternates(scene: &Scene) -> bool {
    let mut joints: Vec<(f32, f32, bool)> =
        ribs(scene).into_iter().map(|((x, y), (_, to_y))| (y, x, to_y < y)).collect();
    joints.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    joints.windows(2).all(|pair| (pair[0].0 - pair[1].0).abs() > 1.0 || pair[0].2 != pair[1].2)
}

#[test]
fn every_kind_of_the_demo_is_clean_in_both_languages() {
    let (snapshot, roster) = demo_snapshot();
    let input = DiagramInput::new(&snapshot, &roster);
    for name in ["沈砚秋", "计文涛", "应天翊"] {
        let person = person_named(&snapshot, name);
        for kind in FishboneKind::ALL {
            for language in [Language::Zh, Language::En] {
                let scene = drawn(&input, kind, language, person);

                assert_eq!(faults_of(&scene), Vec::<String>::new(), "{} {language:?} {name}", kind.word());
                assert_eq!(steep_wrong(&scene), Vec::<f32>::new(), "{}", kind.word());
            }
        }
    }
}

#[test]
fn ribs_lie_above_and_below_in_turn() {
    let (snapshot, roster) = demo_snapshot();
    let person = person_named(&snapshot, "沈砚秋");
    let input = DiagramInput::new(&snapshot, &roster);
    for kind in [FishboneKind::Causes, FishboneKind::WinPlan, FishboneKind::Person] {
        let scene = drawn(&input, kind, Language::Zh, person);

        assert!(!ribs(&scene).is_empty());
        assert!(alternates(&scene), "{}", kind.word());
    }
}

#[test]
fn every_stage_has_a_rib_above_and_one_below_at_the_same_joint() {
    let (snapshot, roster) = demo_snapshot();
    let person = person_named(&snapshot, "沈砚秋");
    let scene = drawn(&DiagramInput::new(&snapshot, &roster), FishboneKind::Stages, Language::Zh, person);
    let ribs = ribs(&scene);
    let above: Vec<(f32, f32)> = ribs.iter().filter(|(from, to)| to.1 < from.1).map(|(from, _)| *from).collect();
    let below: Vec<(f32, f32)> = ribs.iter().filter(|(from, to)| to.1 > from.1).map(|(from, _)| *from).collect();

    assert_eq!(above.len(), 18);
    assert_eq!(above, below);
}

fn words(scene: &Scene) -> String {
    let mut words = String::new();
    scene.each_item(&mut |item| {
        if let Item::Text(text) = item {
            words.push_str(&text.content);
        }
    });
    words
}

#[test]
fn in_a_quiet_period_no_contact_is_advised_in_any_fishbone() {
    let demo = demo(today());
    let mut map = AccountMap::new(Account::new(AccountId(id(1)), &*demo.name));
    map.apply(&demo.changes, &Viewer::Operator).unwrap();
    let in_quiet: Day = "2027-01-20".parse().unwrap();
    let snapshot = map.snapshot(Moment::On(in_quiet), &Viewer::Operator);
    let roster = demo.members.into_iter().collect();
    let person = person_named(&snapshot, "沈砚秋");
    let input = DiagramInput::new(&snapshot, &roster);
    for kind in FishboneKind::ALL {
        let scene = drawn(&input, kind, Language::Zh, person);
        let words = words(&scene);

        assert!(words.contains("静默期"), "{}", kind.word());
        for advice in ["向计文涛说明", "补充迁移期业务连续性方案", "支持、反对还是观望"] {
            assert!(!words.contains(advice), "{}: {advice}", kind.word());
        }
    }
    let access = drawn(&input, FishboneKind::Access, Language::Zh, person);
    assert!(ribs(&access).is_empty(), "in a quiet period there is no path");
}

/// A deal with so many ribs of so many twigs, in long texts of either script.
#[derive(Debug, Clone, Copy)]
struct Likeness {
    ribs: u128,
    twigs: u128,
    english: bool,
    seed: u64,
}

fn likenesses() -> impl Strategy<Value = Likeness> {
    (1..40_u128, 0..30_u128, any::<bool>(), any::<u64>()).prop_map(|(ribs, twigs, english, seed)| Likeness {
        ribs,
        twigs,
        english,
        seed,
    })
}

impl Likeness {
    fn pick(&self, place: u128, bound: u64) -> u64 {
        let mut mixed = self.seed ^ (place as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed ^ (mixed >> 27)) % bound
    }

    /// A text from one word to many, some of them too long for any line.
    fn text(&self, place: u128) -> String {
        const HAN: [&str; 6] =
            ["迁移期业务连续性", "预算", "党组会议题由办公室统一上报，", "扩容", "（等保三级）", "数据回流慢"];
        const LATIN: [&str; 6] =
            ["continuity", "of", "Donaudampfschifffahrtsgesellschaft", "budget", "(level 3)", "interoperability"];
        let count = 1 + self.pick(place, 9);
        let word = |at: u64| {
            let at = self.pick(place * 31 + u128::from(at), 6) as usize;
            if self.english { format!("{} ", LATIN[at]) } else { HAN[at].to_owned() }
        };
        (0..count).map(word).collect::<String>().chars().take(190).collect::<String>().trim().to_owned()
    }

    fn changes(&self) -> Vec<Value> {
        let deal = id(10);
        let mut changes = vec![
            json!({"verb": "add_unit", "id": id(2), "parent": null, "name": self.text(2)}),
            json!({"verb": "add_source", "id": id(3), "label": "S-01", "kind": "colleague", "name": null}),
            json!({"verb": "add_person", "id": id(5), "name": self.text(5)}),
            json!({"verb": "add_deal", "id": deal, "name": self.text(10), "template": null, "procurement_mode": null, "award_on": "2027-03-01", "tier": "T1"}),
        ];
        for rib in 0..self.ribs {
            let own = 1_000_000 * (rib + 1);
            changes.push(json!({"verb": "add_unit", "id": id(own), "parent": id(2), "name": self.text(own)}));
            let done = (rib < self.ribs / 2).then(|| format!("2026-{:02}-{:02}", 1 + rib % 10, 1 + rib % 28));
            changes.push(json!({"verb": "add_stage", "id": id(own + 1), "deal": deal, "name": self.text(own + 1), "order": rib, "planned_on": format!("2027-{:02}-{:02}", 1 + rib % 12, 1 + rib % 28), "done_on": done}));
            let twigs = self.pick(own, self.twigs as u64 + 1);
            for twig in 0..u128::from(twigs) {
                self.twig(own + 10 * (twig + 1), (own, rib), &mut changes);
            }
        }
        changes
    }

    /// A cause with an explanation, an action, a person in a seat, and a claim about the one person.
    fn twig(&self, own: u128, (rib, number): (u128, u128), changes: &mut Vec<Value>) {
        let deal = id(10);
        let lever = format!("{}{number}", self.text(rib + 7).chars().take(20).collect::<String>());
        let parent = (self.pick(own, 3) == 0 && own > rib + 10).then(|| id(own - 10 + 1));
        changes.push(json!({"verb": "add_post", "id": id(own + 4), "unit": id(rib), "title": self.text(own + 4)}));
        changes.push(json!({"verb": "add_person", "id": id(own + 5), "name": self.text(own + 5)}));
        changes.push(json!({"verb": "start_tenure", "id": id(own + 6), "person": id(own + 5), "post": id(own + 4)}));
        changes.push(json!({"verb": "add_cause", "id": id(own + 1), "deal": deal, "rib": lever, "text": self.text(own + 1), "parent": parent, "chance": 0.3, "tier": "T1"}));
        changes.push(json!({"verb": "add_action", "id": id(own + 2), "deal": deal, "lever": lever, "text": self.text(own + 2), "owner": null, "due_on": "2026-12-01", "done_on": null, "expected_change": self.text(own + 3), "tier": "T1"}));
        changes.push(json!({"verb": "add_seat", "id": id(own + 7), "stage": id(rib + 1), "sitter": {"person": id(own + 5)}, "votes": 1, "veto": self.pick(own, 4) == 0, "tier": "T1"}));
        let kind = ["worry", "goal", "note"][self.pick(own, 3) as usize];
        for (at, who) in [(8, own + 5), (9, 5)] {
            changes.push(json!({"verb": "add_claim", "id": id(own + at), "statement": {"kind": kind, "about": {"person": id(who)}, "text": self.text(own + at)},
                "deal": deal, "source": id(3), "source_kind": "colleague", "grade": "B2", "observed_on": "2026-10-01", "expires_on": "2027-10-01", "review_on": null,
                "purpose": "offer_preparation", "basis": "legitimate_interest", "tier": "T1", "contradicts": null, "retracted_on": null}));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10) })]

    #[test]
    fn no_word_touches_a_line_or_another_word(likeness in likenesses()) {
        let snapshot = snapshot_of(likeness.changes(), today());
        let roster = Roster::default();
        let input = DiagramInput::new(&snapshot, &roster);
        let language = if likeness.english { Language::En } else { Language::Zh };
        for kind in FishboneKind::ALL {
            let scene = drawn(&input, kind, language, PersonId(id(5)));
            let found = faults_of(&scene);
            prop_assert!(found.is_empty(), "{} {found:#?}", kind.word());
            prop_assert_eq!(steep_wrong(&scene), Vec::<f32>::new());
            prop_assert!(scene.width < 40_000.0 && scene.height < 40_000.0);
        }
    }
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    let (snapshot, roster) = demo_snapshot();
    let input = DiagramInput::new(&snapshot, &roster);
    let person = person_named(&snapshot, "沈砚秋");
    for kind in FishboneKind::ALL {
        let drawn = || svg(&drawn(&input, kind, Language::Zh, person), Theme::Light);

        assert_eq!(drawn(), drawn(), "{}", kind.word());
        assert_eq!(faults(&drawn()), Vec::<String>::new(), "{}", kind.word());
    }
}

/// How long a fishbone takes; run it by hand in a release build: `cargo test --release --test drawing -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a law"]
fn how_long_a_fishbone_takes() {
    let (snapshot, roster) = demo_snapshot();
    let input = DiagramInput::new(&snapshot, &roster);
    let person = person_named(&snapshot, "沈砚秋");
    for kind in FishboneKind::ALL {
        let mut times: Vec<std::time::Duration> = (0..21)
            .map(|_| {
                let start = std::time::Instant::now();
                let _ = svg(&drawn(&input, kind, Language::Zh, person), Theme::Light);
                start.elapsed()
            })
            .collect();
        times.sort();
        println!("{} median {:?}", kind.word(), times[10]);
    }
}
