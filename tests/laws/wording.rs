//! The wording screen, measured on a labelled list of fictional sentences.

use waterline::model::wording::screen;

#[test]
fn the_wording_screen_stops_what_it_must_and_lets_work_pass() {
    let list = include_str!("wording.tsv");
    let (mut stopped, mut to_stop, mut passed, mut to_pass) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (label, text) = line.split_once('\t').expect("a label, a tab, a sentence");
        let rule = screen(text).map(|hit| hit.rule);
        if label == "ok" {
            to_pass += 1;
            passed += usize::from(rule.is_none());
        } else {
            to_stop += 1;
            stopped += usize::from(rule.is_some());
        }
        if rule.unwrap_or("ok") != label {
            wrong.push(format!("{text}: {} instead of {label}", rule.unwrap_or("ok")));
        }
    }
    println!("stopped {stopped} of {to_stop}, let pass {passed} of {to_pass}");
    for line in &wrong {
        println!("{line}");
    }
    assert!(stopped * 100 >= to_stop * 90, "stopped only {stopped} of {to_stop}:\n{}", wrong.join("\n"));
    assert!(passed * 100 >= to_pass * 95, "let pass only {passed} of {to_pass}:\n{}", wrong.join("\n"));
}
