//! Charts of hostile shape: chains of a hundred thousand levels and stars of as many leaves are drawn, or refused, and nothing gives way.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// Who reports to whom.
#[derive(Clone, Copy, Debug)]
enum Shape {
    /// Each to the one before, superiors first in the file.
    ChainDown,
    /// Each to the one before, superiors last in the file.
    ChainUp,
    /// All to the first.
    Star,
}

const SHAPES: [Shape; 3] = [Shape::ChainDown, Shape::ChainUp, Shape::Star];

/// A folder for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("waterline-huge-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    /// A contact list of so many people.
    fn list(&self, shape: Shape, count: usize) -> String {
        let row = |number: usize| {
            let superior = match shape {
                _ if number == 0 => String::new(),
                Shape::Star => "K0".to_owned(),
                Shape::ChainDown | Shape::ChainUp => format!("K{}", number - 1),
            };
            format!("K{number},Person {number},Post {number},Office,{superior}\n")
        };
        let mut text = "key,name,title,unit,superior\n".to_owned();
        match shape {
            Shape::ChainUp => (0..count).rev().for_each(|number| text.push_str(&row(number))),
            Shape::ChainDown | Shape::Star => (0..count).for_each(|number| text.push_str(&row(number))),
        }
        self.write(&format!("{shape:?}-{count}.csv"), &text)
    }

    /// The edges of a chain, from the first node on or from the last.
    fn edges(&self, count: usize, direction: Direction) -> String {
        let mut text = "source,target\n".to_owned();
        for number in 1..count {
            let (from, to) = match direction {
                Direction::Forwards => (number - 1, number),
                Direction::Backwards => (count - number, count - number - 1),
            };
            writeln!(text, "{from},{to}").expect("a text takes everything");
        }
        self.write(&format!("edges-{direction:?}-{count}.csv"), &text)
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.0.join(name), text).expect("a file");
        name.to_owned()
    }

    /// What the program does, and how many seconds of a processor it takes: a busy machine makes no difference to that.
    fn run(&self, arguments: &[&str]) -> (Output, f64) {
        let output = Command::new("sh")
            .args(["-c", "\"$@\"; code=$?; times >&2; exit $code", "sh", env!("CARGO_BIN_EXE_waterline")])
            .args(arguments)
            .current_dir(&self.0)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("the program starts");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        // The last line tells of children: user and system time as 0m0.12s.
        let last = told.lines().last().unwrap_or_default().to_owned();
        let seconds = |text: &str| -> f64 {
            let (minutes, seconds) = text.trim_end_matches('s').split_once('m').expect("minutes and seconds");
            minutes.parse::<f64>().expect("minutes") * 60.0 + seconds.parse::<f64>().expect("seconds")
        };
        let used = last.split_whitespace().map(seconds).sum();
        (output, used)
    }

    /// The same of something that must be done.
    fn done(&self, arguments: &[&str]) -> f64 {
        let (output, used) = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        used
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

#[derive(Clone, Copy, Debug)]
enum Direction {
    Forwards,
    Backwards,
}

#[test]
fn s1_chains_and_stars_of_a_hundred_thousand_are_refused_and_their_parts_are_drawn() {
    let folder = Folder::new("charts");
    for shape in SHAPES {
        let list = folder.list(shape, 100_000);
        let diagrams: &[&str] =
            if matches!(shape, Shape::Star) { &["org-chart", "org-context"] } else { &["org-chart"] };
        for &diagram in diagrams {
            let (output, used) =
                folder.run(&["render", diagram, "--from", &list, "--on", "2026-03-01", "-o", "chart.svg"]);

            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(1), "{shape:?} {diagram}: {told}");
            assert!(told.contains("focus") && told.contains("depth"), "{told}");
            assert!(used < 60.0, "{shape:?}: {used} s");
        }
        // What the sentence says helps.
        let part = ["render", "org-chart", "--from", &list, "--on", "2026-03-01", "-o", "chart.svg", "--depth", "3"];
        let drawn = if matches!(shape, Shape::Star) {
            [&part[..8], &["--collapse", "Person 0"]].concat()
        } else {
            part.to_vec()
        };
        folder.done(&drawn);
        let svg = fs::read_to_string(folder.0.join("chart.svg")).expect("a chart");
        assert!(svg.contains("Person 0<") && !svg.contains("Person 99999") && svg.len() < 50_000, "{shape:?}");
    }
}

#[test]
fn s1_chains_and_stars_of_fifty_thousand_are_drawn_and_nothing_gives_way() {
    let folder = Folder::new("drawn");
    for shape in SHAPES {
        let list = folder.list(shape, 50_000);
        let used = folder.done(&["render", "org-chart", "--from", &list, "--on", "2026-03-01", "-o", "chart.svg"]);

        let svg = fs::read_to_string(folder.0.join("chart.svg")).expect("a chart");
        assert!(svg.contains("Person 49999") && svg.ends_with("</svg>\n"), "{shape:?}");
        // An optimised build takes about a second and a half, most of it for reading the list; this one may take its time.
        assert!(used < 60.0, "{shape:?}: {used} s");
    }
}

#[test]
fn s1_four_times_the_people_take_about_four_times_the_work() {
    let folder = Folder::new("growth");
    for shape in SHAPES {
        let work = |count: usize| {
            let list = folder.list(shape, count);
            folder.done(&["render", "org-chart", "--from", &list, "--on", "2026-03-01", "-o", "chart.svg"])
        };
        let (few, many) = (work(5_000), work(20_000));
        assert!(many < 8.0 * few + 0.2, "{shape:?}: {few} s, then {many} s");
    }
}

#[test]
fn s1_a_picture_too_large_for_pixels_is_refused_with_a_sentence() {
    let folder = Folder::new("pixels");
    let list = folder.list(Shape::Star, 20_000);

    let (output, _) = folder.run(&["render", "org-chart", "--from", &list, "-o", "chart.png", "--scale", "3"]);

    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{told}");
    if output.status.code() == Some(1) {
        assert!(told.contains("pixel") || told.contains("large"), "{told}");
    }
}

#[test]
fn s1_measures_of_a_long_chain_neither_overflow_nor_blow_up() {
    let folder = Folder::new("measures");
    for (direction, also) in [(Direction::Forwards, "--json"), (Direction::Backwards, "--directed")] {
        let edges = folder.edges(100_000, direction);
        let used = folder.done(&["analyze", &edges, "--measure", "core,articulation,bridges", also]);
        assert!(used < 60.0, "{direction:?}: {used} s");
    }
    // Ways between all pairs: sixteen times the work for four times the nodes, and no more.
    let work = |count: usize, measure: &str| {
        let edges = folder.edges(count, Direction::Forwards);
        folder.done(&["analyze", &edges, "--measure", measure, "--json"])
    };
    for measure in ["closeness,harmonic", "betweenness"] {
        let (few, many) = (work(300, measure), work(1_200, measure));
        assert!(many < 32.0 * few + 0.5, "{measure}: {few} s, then {many} s");
    }
    assert!(work(100, "kpp_neg:2") < 60.0);
}
