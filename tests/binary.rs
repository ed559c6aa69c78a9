//! The program from outside: commands, exit codes, and what lands on standard output and standard error.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const LIST: &str = "海州市住房和城乡建设局通讯录,,,,\n部门,姓名,职务,办公电话,备注\n局领导,沈砚秋,局长,0571-1001,\n,顾长庚,副局长,0571-1002,分管房屋管理\n办公室,庄子墨,主任,0571-1101,\n,\"\"\"><script>alert(1)</script>\",科员,0571-1103,\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("waterline-binary-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).expect("a file");
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_waterline"))
            .args(arguments)
            .current_dir(&self.0)
            .env("LC_ALL", "C.UTF-8")
            .env_remove("WATERLINE_DATABASE")
            .output()
            .expect("the program starts")
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).expect("a file that was written")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind in the temporary files harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_contact_list_becomes_a_chart_without_any_database() {
    let folder = Folder::new("chart");
    folder.file("list.csv", LIST);

    folder.done(&["render", "org-chart", "--from", "list.csv", "-o", "chart.svg"]);
    folder.done(&["render", "org-chart", "--from", "list.csv", "-o", "chart.png", "--scale", "2", "--theme", "print"]);

    let svg = String::from_utf8(folder.read("chart.svg")).expect("UTF-8");
    assert!(svg.contains("沈砚秋") && svg.contains("data-ref=\"person:"));
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"));
    assert!(folder.read("chart.png").starts_with(b"\x89PNG"));
    assert_eq!(fs::read_dir(&folder.0).expect("the folder").count(), 3, "no database was made");
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let folder = Folder::new("same");
    folder.file("list.csv", LIST);

    for output in ["one.svg", "two.svg"] {
        folder.done(&["render", "org-chart", "--from", "list.csv", "--on", "2026-03-01", "-o", output]);
    }

    assert_eq!(folder.read("one.svg"), folder.read("two.svg"));
}

#[test]
fn a_list_encoded_as_excel_does_in_china_reads_the_same() {
    let folder = Folder::new("gb");
    folder.file("list.csv", LIST);
    let (bytes, _, _) = encoding_rs::GB18030.encode(LIST);
    fs::create_dir_all(folder.0.join("gb")).expect("a folder");
    folder.file("gb/list.csv", &bytes);

    folder.done(&["render", "org-chart", "--from", "list.csv", "--on", "2026-03-01", "-o", "utf8.svg"]);
    folder.done(&["render", "org-chart", "--from", "gb/list.csv", "--on", "2026-03-01", "-o", "gb.svg"]);

    assert_eq!(folder.read("utf8.svg"), folder.read("gb.svg"));
}

#[test]
fn an_import_twice_changes_nothing_the_second_time() {
    let folder = Folder::new("twice");
    folder.file("list.csv", LIST);

    let rehearsed = folder.done(&["import", "list.csv", "--account", "住建局", "--dry-run"]);
    let first = folder.done(&["import", "list.csv", "--account", "住建局"]);
    let second = folder.done(&["import", "list.csv", "--account", "住建局"]);

    assert!(rehearsed.starts_with("new 4,") && first.starts_with("new 4,"), "{rehearsed}{first}");
    assert!(second.starts_with("new 0,") && second.contains("unchanged 4"), "{second}");
}

#[test]
fn a_list_without_names_is_refused_with_the_file_and_what_would_be_right() {
    let folder = Folder::new("refused");
    folder.file("list.csv", "部门,职务\n办公室,主任\n");
    folder.file("empty.csv", "");

    let no_names = folder.refused(&["render", "org-chart", "--from", "list.csv", "-o", "chart.svg"]);
    let nothing = folder.refused(&["import", "empty.csv", "--account", "住建局"]);
    let absent = folder.refused(&["render", "org-chart", "--from", "absent.csv", "-o", "chart.svg"]);

    assert!(no_names.contains("list.csv") && no_names.to_lowercase().contains("name"), "{no_names}");
    assert!(nothing.contains("empty.csv"), "{nothing}");
    assert!(absent.contains("absent.csv cannot be read"), "{absent}");
    assert!(!folder.0.join("chart.svg").exists());
}

#[test]
fn a_broken_workbook_is_refused_and_nothing_is_kept() {
    let folder = Folder::new("broken");
    folder.file("list.xlsx", b"PK\x03\x04 this is no workbook");

    let refusal = folder.refused(&["import", "list.xlsx", "--account", "住建局", "--database", "sqlite:w.db"]);

    assert!(refusal.contains("list.xlsx"), "{refusal}");
    assert!(!folder.0.join("w.db").exists());
}

#[test]
fn an_account_written_as_json_and_read_back_is_the_same_account() {
    const ACCOUNT: &str = "海州市政务数据局（演示）";
    let folder = Folder::new("json");
    folder.done(&["demo", "--database", "sqlite:one.db"]);
    folder.done(&["export", "--database", "sqlite:one.db", "-o", "one.json"]);
    let records = |name: &str| {
        let document: serde_json::Value = serde_json::from_slice(&folder.read(name)).expect("JSON");
        document["records"].clone()
    };

    // The database that has the demo's members has the account whole under another name, too.
    folder.done(&["import", "one.json", "--account", "A copy", "--database", "sqlite:one.db"]);
    folder.done(&["export", "--account", "A copy", "--database", "sqlite:one.db", "-o", "copy.json"]);
    folder.done(&["import", "one.json", "--account", ACCOUNT, "--database", "sqlite:two.db"]);
    folder.done(&["export", "--database", "sqlite:two.db", "-o", "two.json"]);
    let again = folder.done(&["import", "one.json", "--account", ACCOUNT, "--database", "sqlite:two.db"]);

    assert_eq!(records("one.json"), records("copy.json"));
    for nouns in ["units", "posts", "persons", "tenures", "lines", "deals", "stages", "causes"] {
        assert_eq!(records("one.json")[nouns], records("two.json")[nouns], "{nouns}");
    }
    // Nobody there is who met them.
    assert_eq!(records("two.json")["touches"], serde_json::json!([]));
    assert!(again.starts_with("new 0, moved 0, changed 0"), "{again}");
}

#[test]
fn wrong_usage_ends_with_status_two() {
    let folder = Folder::new("usage");

    assert_eq!(folder.run(&["render", "org-chart"]).status.code(), Some(2));
    assert_eq!(folder.run(&["render", "pie-chart", "-o", "x.svg"]).status.code(), Some(2));
}

#[test]
fn every_command_explains_itself() {
    let folder = Folder::new("help");
    let help = folder.done(&["--help"]);
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.is_empty())
        // Lines that go on with a description stand further in.
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.len() >= 3, "{help}");

    for command in commands {
        let text = folder.done(&[command, "--help"]);
        assert!(text.contains(&format!("Example: waterline {command}")), "{command} has no example:\n{text}");
    }
}

#[test]
fn the_demo_account_can_be_loaded_and_drawn_in_both_languages() {
    let folder = Folder::new("demo");
    folder.done(&["demo"]);

    for (language, word) in [("zh", "空缺"), ("en", "Vacant")] {
        let output = format!("{language}.svg");
        folder.done(&["render", "org-chart", "--lang", language, "-o", &output]);
        let svg = String::from_utf8(folder.read(&output)).expect("UTF-8");
        assert!(svg.contains(word), "{language}");
    }
    assert!(Path::new(&folder.0).join("waterline.db").exists());
}

#[test]
fn power_tells_who_is_pivotal_as_a_table_and_as_json() {
    let folder = Folder::new("power");

    let table = folder.done(&["power", "--quota", "51", "--votes", "甲公司=50,B=49,C=2"]);
    let json = folder.done(&["power", "--quota", "12", "--votes", "A=4,B=4,C=4,D=2,E=2,F=1", "--json"]);

    let row = table.lines().nth(1).expect("a row");
    assert_eq!(row.split_whitespace().collect::<Vec<_>>(), ["甲公司", "50", "0.3333", "0.3333"], "{table}");
    let answer: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(answer["measures"]["shapley"]["F"], 0.0);
    let value = answer["measures"]["shapley"]["D"].as_f64().expect("a number");
    assert!((value - 0.15).abs() < 1e-12, "{value}");
    assert_eq!(answer["method"], "generating_functions");
    assert!(folder.refused(&["power", "--quota", "2", "--votes", "A=1,A=2"]).contains("A is named twice"));
    let wrong = folder.run(&["power", "--quota", "2", "--votes", "A=many"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("must be a whole number"), "{wrong:?}");
}

#[test]
fn key_people_of_more_people_than_there_is_time_for_are_refused_with_what_would_help() {
    let folder = Folder::new("key-people");
    let row = |at: usize| {
        format!(
            "K{at},Person {at},Post {at},Office,{}\n",
            at.checked_sub(1).map_or(String::new(), |at| format!("K{at}"))
        )
    };
    folder.file("chain.csv", format!("key,name,title,unit,superior\n{}", (0..8_000).map(row).collect::<String>()));

    let told = folder.refused(&["key-people", "--from", "chain.csv", "--seconds", "1"]);

    assert!(told.contains("8000") && told.contains("--seconds"), "{told}");
}

#[test]
fn key_people_of_a_list_with_two_superiors_each_are_told_where_the_time_is_enough() {
    let folder = Folder::new("two-superiors");
    let above = |at: usize, by: usize| at.checked_sub(by).map_or(String::new(), |at| format!("K{at}"));
    let row = |at: usize| format!("K{at},Person {at},Post {at},Office,{},{}\n", above(at, 1), above(at, 2));
    let rows: String = (0..1_000).map(row).collect();
    folder.file("list.csv", format!("key,name,title,unit,superior,dotted manager\n{rows}"));

    let told = folder.done(&["key-people", "--from", "list.csv", "--seconds", "600"]);

    assert!(told.contains("1000 people"), "{told}");
}
