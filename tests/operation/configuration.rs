//! What an operator sets: mistakes are told with their place, in his or her language, and no password is shown.

use std::fs;

use crate::program::Folder;

/// What a command says on standard error and output, run with these variables.
fn said(folder: &Folder, arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let output = folder.command(arguments).envs(variables.iter().copied()).output().unwrap();
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

#[test]
fn no_help_and_no_mistake_shows_the_password_of_the_database() {
    let folder = Folder::new();
    let url = "postgres://wl:S3cretPW@127.0.0.1:1/waterline";
    fs::write(folder.0.join("wrong.toml"), format!("listen = \"127.0.0.1:0\"\ndatabase = \"{url}\n")).unwrap();

    for command in ["serve", "import", "export", "render", "backup", "verify", "restore", "user", "token", "demo"] {
        let help = said(&folder, &[command, "--help"], &[("WATERLINE_DATABASE", url)]);
        assert!(help.contains("WATERLINE_DATABASE") && !help.contains("S3cretPW"), "{command}: {help}");
    }
    for command in [&["serve"][..], &["settings"], &["user", "list"]] {
        let wrong = said(&folder, &[command, &["--config", "wrong.toml"]].concat(), &[]);
        assert!(wrong.contains("line 2") && !wrong.contains("S3cretPW"), "{wrong}");
    }
    for url in ["wl:S3cretPW@host/db", "postgres:wl:S3cretPW@host/db", "postgres://wl:S3c?S3cretPW@host:1/db"] {
        let refused = said(&folder, &["verify"], &[("WATERLINE_DATABASE", url)]);
        let served = said(&folder, &["serve", "--listen", "127.0.0.1:0", "--database", url], &[]);
        assert!(!refused.contains("S3cretPW") && !served.contains("S3cretPW"), "{refused}{served}");
    }
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    let folder = Folder::new();

    for (flag, value, told) in [
        ("--log", "===,x", "===,x"),
        ("--request-seconds", "0", "request_seconds must be at least 1"),
        ("--connections", "0", "connections must be at least 1"),
        ("--trusted-proxies", "999", "999"),
    ] {
        let refusal = folder.refused(&["settings", flag, value]);
        assert!(refusal.contains(told), "{flag} {value}: {refusal}");
    }
    let named = said(&folder, &["settings"], &[("WATERLINE_LISTEN", "localhost:8080")]);
    assert!(named.contains("an IP address and a port") && named.contains("variable"), "{named}");
}

#[test]
fn refusals_are_told_in_the_language_of_whoever_runs_the_command() {
    let folder = Folder::new();
    let chinese = [("LC_ALL", "zh_CN.UTF-8")];

    for (arguments, told) in [
        (&["verify"][..], "waterline.db 没有数据库"),
        (&["backup", "nowhere/backup.db"], "waterline.db 没有数据库"),
        (&["restore", "lost.db"], "没有备份 lost.db"),
        (&["user", "list", "--database", "mysql://host"], "看不懂数据库 URL"),
        (&["serve", "--log", "===,x"], "看不懂日志设置"),
    ] {
        let refusal = said(&folder, arguments, &chinese);
        assert!(refusal.contains(told), "{arguments:?}: {refusal}");
    }
}

#[test]
fn signs_that_steer_a_terminal_are_written_out() {
    let folder = Folder::new();

    let refusal = said(&folder, &["verify", "--database", "sqlite:\u{1b}[2Jwaterline.db"], &[]);

    assert!(!refusal.contains('\u{1b}') && refusal.contains("u{1b}"), "{refusal}");
}

#[test]
fn a_postgres_that_is_down_is_told_at_once_with_its_cause() {
    let folder = Folder::new();
    let began = std::time::Instant::now();

    let refusal = folder.refused(&["serve", "--listen", "127.0.0.1:0", "--database", "postgres://wl@127.0.0.1:1/db"]);

    assert!(refusal.contains("refused"), "{refusal}");
    assert!(began.elapsed() < std::time::Duration::from_secs(5), "{:?}", began.elapsed());
}
