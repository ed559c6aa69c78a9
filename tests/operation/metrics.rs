//! The metrics: true, readable by Prometheus, and without a name or a secret.

use serde_json::json;

use crate::client::Client;
use crate::program::{Folder, SERVE, Service, account, add_person};

const CANARY: &str = "canary7f3a";

/// The value of a metric, as a whole number.
fn value(page: &str, metric: &str) -> u64 {
    let line = page.lines().find(|line| line.starts_with(metric)).unwrap_or_else(|| panic!("no {metric} in\n{page}"));
    line.rsplit(' ').next().unwrap().parse::<f64>().unwrap() as u64
}

#[test]
fn x10_metrics_count_requests_by_route_and_name_nobody() {
    let folder = Folder::new();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"];
    let service = Service::start(folder.command(&arguments)).unwrap();
    let at = service.said.split("are at http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let mut user = service.set_up();
    let account = account(&mut user, CANARY);
    for name in [CANARY, "Ada Field", "Ben Rowe"] {
        user.post(&format!("{account}/changes"), &add_person(name)).expect(201);
    }
    user.get(&format!("/api/v1/search?q={CANARY}"));
    user.get(&format!("/{CANARY}"));
    user.send(CANARY, "/api/v1/me", &[("x-other", CANARY)], None).unwrap();

    let page = Client::new(&at).get("/metrics").expect(200);
    let text = page.text();

    assert!(page.header("content-type").starts_with("text/plain; version=0.0.4"));
    let written = "{route=\"/api/v1/accounts/{account}/changes\",method=\"POST\",status=\"201\"}";
    assert_eq!(value(&text, &format!("waterline_http_requests_total{written}")), 3);
    assert!(value(&text, "waterline_writer_commit_seconds_count") >= 3);
    assert!(value(&text, "waterline_connections ") >= 1);
    assert!(value(&text, "waterline_maps_bytes") > 0);
    assert!(!text.to_lowercase().contains(CANARY), "{text}");
    for line in text.lines() {
        let is_comment =
            line.starts_with("# HELP waterline_") || line.starts_with("# TYPE ") || line.starts_with("# HELP process_");
        let is_sample = line.rsplit_once(' ').is_some_and(|(_, value)| value.parse::<f64>().is_ok());
        assert!(is_comment || is_sample, "{line}");
    }
    // Nothing of it on the address that everybody reaches.
    assert!(!user.get("/metrics").text().contains("waterline_http_requests_total"));
}

#[test]
fn metrics_are_refused_to_the_network() {
    let folder = Folder::new();

    let refusal = folder.refused(&["serve", "--listen", "127.0.0.1:0", "--metrics", "0.0.0.0:9090"]);

    assert!(refusal.contains("--metrics 127.0.0.1:9090"), "{refusal}");
}

#[test]
fn x10_whatever_is_sent_each_line_of_the_log_is_one_object_and_holds_nothing_of_it() {
    const CANARY: &str = "canary9c1e";
    let folder = Folder::new();
    let log = std::fs::File::create(folder.0.join("log")).unwrap();
    let mut command = folder.command(&SERVE);
    command.args(["--log-format", "json"]).env("WATERLINE_LOG", "warn,waterline=trace");
    let service = Service::start_logging_to(command, log.into()).unwrap();
    let mut user = service.set_up();
    let account = account(&mut user, CANARY);

    for hostile in [
        format!("{CANARY}%0d%0a%7b%22level%22:%22INFO%22%7d"),
        format!("{CANARY}%1b%5b31m"),
        format!("{CANARY}%00%e2%80%ae"),
    ] {
        for path in [
            format!("/{hostile}"),
            format!("{account}/people/{hostile}"),
            format!("/api/v1/search?q={hostile}"),
            format!("/{hostile}/../.."),
        ] {
            drop(user.send(
                "GET",
                &path,
                &[("x-request-id", CANARY), ("user-agent", CANARY), ("accept-language", CANARY)],
                None,
            ));
        }
    }
    let name = format!("{CANARY}\r\n\u{1b}[31m");
    drop(user.send("POST", &format!("{account}/changes"), &[("idempotency-key", CANARY)], Some(&add_person(&name))));
    drop(user.send("POST", "/api/v1/sessions", &[], Some(&json!({ "login": name, "password": name }))));
    drop(user.send("GET", "/api/v1/me", &[("authorization", &format!("Bearer {CANARY}"))], None));
    drop(user.upload(&format!("/api/v1/imports?account=x&file_name={CANARY}.xlsx"), name.as_bytes()));
    assert_eq!(service.stop(), Some(0));

    let text = std::fs::read_to_string(folder.0.join("log")).unwrap();
    let is_object =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).is_ok_and(|line| line["level"].is_string());
    assert!(text.lines().count() >= 10, "{text}");
    assert!(text.lines().all(is_object), "{text}");
    assert!(!text.contains(CANARY) && !text.contains('\u{1b}'), "{text}");
    // Teeth: a line into which a name was written as it came is none, and the canary is found in it.
    let injected = format!("{}\n{name}", text.trim_end());
    assert!(!injected.lines().all(is_object) && injected.contains(CANARY));
}
