//! Bodies and addresses that attack whoever reads them: refused in time, and nothing of them is kept.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use waterline::api::openapi;

use crate::recorder;
use crate::service::{Actor, Answer, Service, percent_coded};

async fn send(service: &Service, actor: &Actor, path: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(path).header("content-type", "application/json").body(body.into());
    service.send(actor, request.unwrap()).await
}

/// What is wrong with the answer to a body that must be refused so.
fn fault_of(status: u16, expected: u16) -> Option<String> {
    (status != expected).then(|| format!("answered {status} instead of {expected}"))
}

/// How a reader would answer that knows JSON and nothing else: the last of two equal keys counts, and nothing is too large.
fn plainly_read(body: &str) -> u16 {
    if serde_json::from_str::<serde_json::Value>(body).is_ok() { 201 } else { 400 }
}

#[tokio::test]
async fn s6_json_that_is_deep_long_wide_doubled_or_no_number_is_refused_in_time() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let people = format!("/api/v1/accounts/{account}/people");
    let changes = format!("/api/v1/accounts/{account}/changes");
    let deep = "[".repeat(100_000);
    let closed = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let keys: Vec<String> = (0..100_000).map(|key| format!("\"k{key}\":1")).collect();
    let wide = format!("{{{}}}", keys.join(","));
    let many = format!("{{\"changes\":[{}]}}", vec!["{\"verb\":\"add_person\",\"name\":\"A\"}"; 10_001].join(","));
    let began = Instant::now();
    let mut undefended = 0;

    for (body, status) in [
        (deep.as_str(), 400),
        (&format!("{{\"name\":{deep}"), 400),
        (&closed, 400),
        (&wide, 400),
        ("{\"name\":\"A\",\"name\":\"B\"}", 400),
        ("{\"name\":NaN}", 400),
        ("{\"name\":Infinity}", 400),
        ("{\"name\":-1e999}", 400),
        ("{\"name\":\"A\"} {\"name\":\"B\"}", 400),
        ("{\"name\":\"A\",}", 400),
        ("\u{FEFF}{\"name\":\"A\"}", 400),
        ("", 400),
        ("null", 422),
        ("[]", 422),
        ("{\"name\":1e308}", 422),
        (&format!("{{\"name\":\"{}\"}}", "x".repeat(201)), 422),
        (&format!("{{\"name\":\"{}\"}}", "x".repeat(10 << 20)), 413),
    ] {
        let answer = send(&service, &lin, &people, body.to_owned()).await;
        let told: String = body.chars().take(40).collect();
        assert_eq!(fault_of(answer.status.as_u16(), status), None, "{told}");
        undefended += usize::from(fault_of(plainly_read(body), status).is_some());
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert!(answer.bytes.len() < 2000, "{told}: an answer of {} bytes", answer.bytes.len());
    }
    // Teeth: a reader without these guards takes what is doubled, wide, long, deep as far as it can, or no name.
    assert!(undefended >= 7, "only {undefended} of these bodies would be taken without the guards");
    send(&service, &lin, &changes, many).await.expect(422);
    let bytes = vec![b'"', 0xFF, 0xFE, b'"'];
    send(&service, &lin, &people, bytes).await.expect(400);

    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    assert!(service.get(&lin, &people).await.json()["items"].as_array().unwrap().is_empty());
}

/// What SQL might take for its own.
const FRAGMENTS: [&str; 6] =
    ["name; drop table person", "1 or 1=1", "' or ''='", "1) union select 1--", "\u{2019}--", "0x41/**/"];

/// Stands in everything that the attack sends, and in a statement that is made to hold it.
const ATTACK: &str = "canarymark7a";
const TEETH: &str = "canarymark7t";

/// What shows that a text has come as far as the database.
fn reached(status: u16, body: &str) -> Option<String> {
    let body = body.to_lowercase();
    let speaks =
        ["sqlite", "syntax error", "no such column", "unrecognized token"].iter().find(|word| body.contains(**word));
    match speaks {
        Some(word) => Some(format!("the answer speaks of {word}")),
        None if matches!(status, 200 | 403 | 404 | 422) => None,
        None => Some(format!("the answer is {status}")),
    }
}

#[tokio::test]
async fn x7_a_text_that_was_put_into_a_statement_would_be_seen() {
    recorder::begin();
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    service.person(&lin, account, "Ann").await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(service.database_file());
    let mut database = sqlx::ConnectOptions::connect(&options).await.unwrap();

    let mut seen = 0;
    for fragment in FRAGMENTS {
        // A list that is sorted by whatever stands in the address, as one without an allow-list would be.
        let statement = format!("pragma foreign_keys = off; select name from person order by {fragment}");
        let answered = sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut database).await;
        let (status, body) = answered.map_or_else(|error| (500, error.to_string()), |_| (200, String::new()));
        seen += usize::from(reached(status, &body).is_some());
    }

    assert!(seen >= 4, "only {seen} of {} fragments were noticed", FRAGMENTS.len());
    let careless = format!("select name from account where name = '{TEETH}'");
    sqlx::raw_sql(sqlx::AssertSqlSafe(careless)).execute(&mut database).await.unwrap();
    assert_eq!(recorder::statements_with(TEETH).len(), 1, "a statement with a text of the address is recorded");
    let left = sqlx::raw_sql("select name from person").execute(&mut database).await;
    assert!(left.is_err(), "a fragment that drops a table has dropped it");
}

#[tokio::test]
async fn x7_sql_in_a_parameter_is_refused_and_does_nothing() {
    recorder::begin();
    let service = Service::new().await;
    let lin = service.user("lin").await;
    service.post(&lin, "/api/v1/accounts/demo", json!(null)).await.expect(201);
    let accounts = service.get(&lin, "/api/v1/accounts").await.expect(200);
    let account = accounts.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let document = format!("/api/v1/accounts/{account}/export.json");
    let before = service.get(&lin, &document).await.expect(200).bytes;
    let mut cases = 0;

    for (path, operations) in openapi::document()["paths"].as_object().unwrap() {
        let Some(operation) = operations.get("get") else { continue };
        let path = path.replace("{account}", &account).replace("{diagram}.{format}", "org-chart.svg");
        let path = path.replace("{source}", "hr").replace("{key}", "1").replace("{format}", "csv");
        let named = operation["parameters"].as_array().into_iter().flatten().filter(|known| known["in"] == "query");
        let mut names: Vec<&str> = named.filter_map(|known| known["name"].as_str()).collect();
        // Words that other services take, and ours does not.
        names.extend(["sort", "order_by", "filter", "fields", "where", "tz"]);
        for name in names.into_iter().filter(|_| !path.contains("/setup")) {
            for fragment in FRAGMENTS {
                let value = percent_coded(&format!("{fragment}{ATTACK}"));
                for id in ["0190f0d0-0000-7000-8000-00000000dead", &value] {
                    let path =
                        ["{id}", "{member}", "{batch}"].iter().fold(path.clone(), |path, at| path.replace(at, id));
                    let answer = service.get(&lin, &format!("{path}?{name}={value}")).await;
                    cases += 1;
                    // A search for such a text finds nothing; where no parameter is looked at, none does anything.
                    let fault = reached(answer.status.as_u16(), &String::from_utf8_lossy(&answer.bytes));
                    assert_eq!(fault, None, "{path}?{name}={fragment}");
                }
            }
        }
    }

    assert!(cases > 1000, "{cases} cases");
    assert_eq!(service.get(&lin, &document).await.expect(200).bytes, before);
    for (name, wrong) in
        [("lang", "zh'--"), ("on", "2026-01-01' or 1"), ("limit", "1;"), ("cursor", "x' or 1"), ("sort", "name")]
    {
        let value = percent_coded(wrong);
        let path = if name == "lang" { "exports/csv" } else { "people" };
        let refused = service.get(&lin, &format!("/api/v1/accounts/{account}/{path}?{name}={value}")).await;
        assert_eq!(refused.expect(422).json()["parameter"].as_str(), Some(name));
    }
    let columns = json!({ "changes": [{ "verb": "edit_account", "set": { "name\"; drop table account; --": "x" } }] });
    service.post(&lin, &format!("/api/v1/accounts/{account}/changes"), columns).await.expect(422);
    let told = recorder::statements_with(ATTACK);
    assert!(told.is_empty(), "statements are made of what the address says: {told:?}");
}

/// Ways to write “one folder up” that somebody might take apart after he has looked: plain, in percent code once, twice and in part,
/// with a backslash, too long in UTF-8, full-width, with a NUL or a parameter in between.
const UP: [&str; 22] = [
    "../",
    "..%2f",
    "..%2F",
    "%2e%2e/",
    "%2e%2e%2f",
    "%2E%2E%2F",
    ".%2e/",
    "%2e./",
    "..%5c",
    "%2e%2e%5c",
    "..%255c",
    "%252e%252e%252f",
    "..%252f",
    "%25252e%25252e%25252f",
    "..%c0%af",
    "%c0%ae%c0%ae/",
    "..%e0%80%af",
    "..%ef%bc%8f",
    ".%00./",
    "..%00/",
    "..;/",
    "....//",
];

/// What of the machine or of the program's own folder no address may show.
const GOALS: [&str; 5] = ["etc/passwd", "Cargo.toml", "index.html", "fonts/OFL.txt", "Cargo.toml%00.js"];

/// Addresses that try to leave a folder of embedded files.
fn ways_out() -> impl Iterator<Item = String> {
    let folders = ["/assets/", "/fonts/", "/"].into_iter();
    folders.flat_map(|folder| {
        let ways = UP.into_iter().flat_map(move |up| (1..=4).map(move |times| format!("{folder}{}", up.repeat(times))));
        let whole = ["/assets//", "/assets/%2f", "/assets/%5c%5c", "/assets/file:%2f%2f%2f", "/assets/C:%5c"];
        ways.chain(whole.map(str::to_owned)).flat_map(|way| GOALS.map(|goal| format!("{way}{goal}")))
    })
}

/// Does the answer show anything but that there is nothing, or but the page, which every address of the page shows?
fn leads_out(answer: (u16, &[u8]), missing: (u16, &[u8]), page: (u16, &[u8])) -> bool {
    answer != missing && answer != page
}

#[tokio::test]
async fn x6_no_address_leads_out_of_the_embedded_files() {
    let service = Service::new().await;
    let seen = async |address: &str| {
        let request = Request::get(address).body(Body::empty());
        // What is no address at all is refused before anybody looks for a file.
        let answer = service.send(&service.anon(), request.ok()?).await;
        Some((answer.status.as_u16(), answer.bytes))
    };
    let missing = seen("/assets/none.js").await.unwrap();
    let page = seen("/accounts").await.unwrap();
    assert_eq!(missing.0, 404);

    for address in ways_out() {
        let Some(answer) = seen(&address).await else { continue };
        let is_below_a_folder = address.starts_with("/assets/") || address.starts_with("/fonts/");
        let other = if is_below_a_folder { &missing } else { &page };
        let is_out = leads_out((answer.0, &answer.1), (missing.0, &missing.1), (other.0, &other.1));
        assert!(!is_out, "{address}: {}", String::from_utf8_lossy(&answer.1));
    }
}

#[test]
fn x6_a_server_that_opens_whatever_it_is_asked_for_would_be_seen() {
    /// Undoes percent code as often as there is any, as a proxy before a careless server may.
    fn decoded(address: &str) -> Vec<u8> {
        let (mut bytes, mut rest) = (Vec::new(), address.as_bytes());
        while let Some((first, after)) = rest.split_first() {
            let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
            if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *first == b'%') {
                bytes.push(byte);
                rest = &after[2..];
            } else {
                bytes.push(*first);
                rest = after;
            }
        }
        match String::from_utf8(bytes.clone()) {
            Ok(again) if again.contains('%') && again != address => decoded(&again),
            _ => bytes,
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
    let open = |address: &str| {
        let path = String::from_utf8_lossy(&decoded(address)).replace('\\', "/");
        let path = path.split('\0').next().unwrap_or_default().replace("..;", "..");
        // There is always such a folder: the way up alone counts.
        let inside = path.trim_start_matches('/').split_once('/').map_or("", |(_, rest)| rest);
        std::fs::read(root.join(inside)).map_or((404, Vec::new()), |bytes| (200, bytes))
    };

    let out = ways_out().filter(|address| {
        let answer = open(address);
        leads_out((answer.0, &answer.1), (404, b""), (404, b""))
    });

    let out: Vec<String> = out.collect();
    assert!(out.iter().any(|address| address.contains("%2e%2e%2f")), "{out:?}");
    assert!(out.iter().any(|address| address.contains("%25252e")), "{out:?}");
    assert!(out.iter().any(|address| address.contains("%5c")), "{out:?}");
    assert!(out.len() > 40, "only {} addresses were noticed", out.len());
}
