//! The metrics: true, readable by Prometheus, and without a name or a secret.

use crate::client::Client;
use crate::program::{Folder, Service, account, add_person};

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
