//! The commands of the machine's operator: users, tokens, settings.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::json;

use crate::program::{Folder, account, add_person};

/// Runs a command with this on its standard input; whether it was done, and what it said.
fn with_input(folder: &Folder, arguments: &[&str], input: &str) -> (bool, String) {
    let mut command = folder.command(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn an_operator_makes_suspends_and_restores_users_while_the_service_runs() {
    let folder = Folder::new();
    let service = folder.serve();
    let mut ada = service.set_up();
    let account = account(&mut ada, "Harbour Authority");
    let enter = |password: &str| {
        let mut client = service.client();
        let answer = client.post("/api/v1/sessions", &json!({ "login": "ben", "password": password }));
        if answer.status == 201 {
            client.keep_cookie(&answer);
        }
        (answer.status, client)
    };

    let made = folder.done(&["user", "add", "ben", "--name", "Ben Rowe"]);
    let password = made.rsplit(' ').next().unwrap().trim().to_owned();
    let (status, mut ben) = enter(&password);
    assert_eq!(status, 201, "{made}");
    ben.get(&account).expect(404);
    folder.done(&["user", "role", "ben", "reader", "--account", "Harbour Authority"]);
    std::thread::sleep(std::time::Duration::from_millis(1200));
    ben.get(&account).expect(200);
    ben.post(&format!("{account}/changes"), &add_person("x")).expect(403);

    folder.done(&["user", "suspend", "ben"]);
    std::thread::sleep(std::time::Duration::from_millis(1200));
    ben.get(&account).expect(401);
    assert_eq!(enter(&password).0, 401);
    folder.done(&["user", "restore", "ben"]);
    let (done, said) =
        with_input(&folder, &["user", "reset-password", "ben", "--password-stdin"], "a secret of mine\n");
    assert!(done && !said.contains("a secret of mine"), "{said}");
    assert_eq!((enter(&password).0, enter("a secret of mine").0), (401, 201));

    let list = folder.done(&["user", "list", "--database", "sqlite:waterline.db"]);
    assert!(list.contains("ada\tAda Field\tadministrator") && list.contains("ben\tBen Rowe"), "{list}");
    assert!(!list.contains("argon2"));
}

#[test]
fn the_rules_of_the_service_hold_for_its_operator() {
    let folder = Folder::new();
    folder.done(&["demo"]);
    folder.done(&["user", "add", "ada", "--name", "Ada Field", "--administrator"]);

    for (arguments, told) in [
        (vec!["user", "add", "ada", "--name", "Other"], "already"),
        (vec!["user", "add", "a b", "--name", "Other"], "is no login"),
        (vec!["user", "add", "ben", "--name", " "], "a name has"),
        (vec!["user", "suspend", "ada"], "last administrator"),
        (vec!["user", "role", "ada", "member"], "last administrator"),
        (vec!["user", "suspend", "nobody"], "nobody signs in"),
        (vec!["token", "add", "--user", "ada", "--name", "x", "--scope", "read", "--expires", "2001-01-01"], "expiry"),
        (vec!["token", "revoke", "0190f0d0-0000-7000-8000-000000000001"], "there is no token"),
    ] {
        let refusal = folder.refused(&arguments);
        assert!(refusal.contains(told), "{arguments:?}: {refusal}");
    }
    let (done, said) = with_input(&folder, &["user", "add", "ben", "--name", "Ben", "--password-stdin"], "short\n");
    assert!(!done && said.contains("10 to 200"), "{said}");
    assert!(!folder.done(&["user", "list"]).contains("ben"));
}

#[test]
fn a_token_of_the_operator_opens_what_it_names_until_it_is_revoked() {
    let folder = Folder::new();
    let service = folder.serve();
    let mut ada = service.set_up();
    let (one, other) = (account(&mut ada, "One"), account(&mut ada, "Other"));

    let made = folder.done(&["token", "add", "--user", "ada", "--name", "crm", "--scope", "read", "--account", "One"]);
    let secret = made.split_whitespace().find(|word| word.starts_with("waterline_")).unwrap().to_owned();
    let bearer = format!("Bearer {secret}");
    let ask = |method: &str, path: &str, body: Option<&serde_json::Value>| {
        service.client().send(method, path, &[("authorization", &bearer)], body).unwrap().status
    };
    assert_eq!((ask("GET", &one, None), ask("GET", &other, None)), (200, 404));
    assert_eq!(ask("POST", &format!("{one}/changes"), Some(&add_person("x"))), 403);

    let list = folder.done(&["token", "list"]);
    assert!(list.contains("ada\tcrm\tread") && !list.contains(&secret), "{list}");
    folder.done(&["token", "revoke", list.split('\t').next().unwrap()]);
    std::thread::sleep(std::time::Duration::from_millis(1200));
    assert_eq!(ask("GET", &one, None), 401);
    assert!(folder.done(&["token", "list", "--user", "ada"]).contains("revoked"));
}

#[test]
fn a_token_is_good_until_the_day_that_was_named_begins_in_the_time_zone_of_the_service() {
    let folder = Folder::new();
    folder.done(&["demo"]);
    folder.done(&["user", "add", "ada", "--name", "Ada Field", "--administrator"]);
    std::fs::write(folder.0.join("waterline.toml"), "time_zone = \"Asia/Shanghai\"\n").unwrap();
    let day = jiff::ZonedDateTime::now().date().saturating_add(jiff::ToSpan::days(40));

    let arguments = ["token", "add", "--user", "ada", "--name", "crm", "--scope", "read", "--expires"];
    let made = folder.done(&[&arguments[..], &[&day.to_string()]].concat());

    let eve = day.yesterday().unwrap();
    assert!(made.contains(&format!("good until {eve}T16:00:00Z")), "{made}");
}

#[test]
fn every_command_for_users_and_tokens_has_an_example() {
    let folder = Folder::new();

    for (command, subcommands) in [
        ("user", &["add", "list", "suspend", "restore", "reset-password", "role"][..]),
        ("token", &["add", "list", "revoke"]),
    ] {
        for subcommand in subcommands {
            let help = folder.done(&[command, subcommand, "--help"]);
            assert!(help.contains(&format!("Example: waterline {command} {subcommand}")), "{help}");
        }
    }
}

#[test]
fn settings_in_force_are_printed_with_where_each_comes_from_and_without_a_password() {
    let folder = Folder::new();
    std::fs::write(folder.0.join("waterline.toml"), "request_seconds = 7\nimport_seconds = 9\n").unwrap();
    let mut command = folder.command(&["settings", "--import-seconds", "11"]);
    command.env("WATERLINE_DATABASE", "postgres://lin:secret@db.example/waterline");

    let said = String::from_utf8(command.output().unwrap().stdout).unwrap();

    let line = |name: &str| {
        let line = said.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no {name} in\n{said}"));
        line.split_whitespace().skip(1).collect::<Vec<_>>()
    };
    assert_eq!(line("request_seconds"), ["7", "waterline.toml"]);
    assert_eq!(line("import_seconds"), ["11", "--import-seconds"]);
    assert_eq!(line("database"), ["postgres://lin@db.example/waterline", "WATERLINE_DATABASE"]);
    assert_eq!(line("listen"), ["127.0.0.1:8080", "default"]);
    assert!(!said.contains("secret"));
}

#[test]
fn serve_explains_every_setting_with_its_variable_and_default() {
    let folder = Folder::new();
    let help = folder.done(&["serve", "--help"]);

    for line in folder.done(&["settings"]).lines() {
        let name = line.split_whitespace().next().unwrap();
        let flag = format!("--{} <", name.replace('_', "-"));
        let at = help.find(&flag).unwrap_or_else(|| panic!("{flag} is not explained:\n{help}"));
        let paragraph = help[at..].split("\n\n").take(4).collect::<Vec<_>>().join(" ");
        let variable = format!("WATERLINE_{}", name.to_uppercase());
        assert!(paragraph.contains(&variable), "{variable} is not named:\n{paragraph}");
        let has_default = paragraph.contains("[default: ") || name == "public_url";
        assert!(has_default, "the default of {name} is not told:\n{paragraph}");
    }
}
