//! The page for integrators: every example of docs/api.md is typed into a shell, in order, and answered by the real program as the page says.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic that names what went wrong")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

const PASSWORD: &str = "a long and quiet harbour";

/// A request of the page and the answer that stands under it.
#[derive(Debug)]
struct Example {
    line: usize,
    command: String,
    status: String,
    headers: Vec<(String, String)>,
    body: String,
}

/// The text between the fence that opens at this line and the one that closes it.
fn fenced(lines: &[&str], at: usize) -> String {
    lines[at + 1..].iter().take_while(|line| **line != "```").copied().collect::<Vec<_>>().join("\n")
}

/// The examples of a page: blocks of `sh`, each followed by one of `http`.
fn examples(page: &str) -> Vec<Example> {
    let lines: Vec<&str> = page.lines().collect();
    let mut examples = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| **line == "```sh") {
        let answer_at = at + lines[at..].iter().position(|line| *line == "```http").expect("an answer after a request");
        let answer = fenced(&lines, answer_at);
        let (head, body) = answer.split_once("\n\n").unwrap_or((&answer, ""));
        let mut head = head.lines();
        let status = head.next().unwrap().to_owned();
        let headers =
            head.map(|line| line.split_once(": ").expect("a header")).map(|(n, v)| (n.to_owned(), v.to_owned()));
        examples.push(Example {
            line: at + 1,
            command: fenced(&lines, at),
            status,
            headers: headers.collect(),
            body: body.to_owned(),
        });
    }
    examples
}

/// What the answers so far have named: `$ACCOUNT`, `$PERSON` …
type Names = BTreeMap<String, String>;

/// Holds a text of an answer against the one of the page.
fn same_text(told: &str, got: &str, names: &mut Names) -> Result<(), String> {
    if let Some(name) = told.strip_prefix('$') {
        let kept = names.entry(name.to_owned()).or_insert_with(|| got.to_owned());
        return if kept == got { Ok(()) } else { Err(format!("${name} was {kept}, here is {got}")) };
    }
    if let Some(beginning) = told.strip_suffix('…') {
        return if got.starts_with(beginning) { Ok(()) } else { Err(format!("{told:?} is told, {got:?} came")) };
    }
    // Ids, days, moments and digests differ from run to run; that they are such does not.
    let is_alike = made(told).is_some_and(|kind| made(got) == Some(kind));
    if told == got || is_alike { Ok(()) } else { Err(format!("{told:?} is told, {got:?} came")) }
}

/// What a text is that differs from run to run.
fn made(text: &str) -> Option<&'static str> {
    let look: String = text.chars().map(|c| if c.is_ascii_hexdigit() { '0' } else { c }).collect();
    match look.trim_matches('"') {
        "00000000-0000-0000-0000-000000000000" => Some("id"),
        "0000-00-00" => Some("day"),
        look if look.starts_with("0000-00-00T00:00:00") && look.ends_with('Z') => Some("moment"),
        look if look.len() == 32 && look.bytes().all(|byte| byte == b'0') => Some("digest"),
        _ => None,
    }
}

/// Holds a value of an answer against the one of the page: the same fields, the same kinds, the same words.
fn same(told: &Value, got: &Value, at: &str, names: &mut Names) -> Result<(), String> {
    match (told, got) {
        (Value::Object(told), Value::Object(got)) => {
            for (field, told) in told.iter().filter(|(field, _)| *field != "…") {
                let got = got.get(field).ok_or_else(|| format!("{at}/{field} is told, but did not come"))?;
                same(told, got, &format!("{at}/{field}"), names)?;
            }
            match got.keys().find(|field| !told.contains_key(*field)) {
                Some(further) if !told.contains_key("…") => Err(format!("{at}/{further} came, but is not told")),
                _ => Ok(()),
            }
        }
        (Value::Array(told), Value::Array(got)) => {
            let goes_on = told.last().is_some_and(|last| last == "…");
            let count = told.len() - usize::from(goes_on);
            if got.len() < count || (got.len() > count && !goes_on) {
                return Err(format!("{at} holds {} items, {count} are told", got.len()));
            }
            told[..count]
                .iter()
                .zip(got)
                .enumerate()
                .try_for_each(|(index, (told, got))| same(told, got, &format!("{at}/{index}"), names))
        }
        (Value::String(told), Value::String(got)) => {
            same_text(told, got, names).map_err(|problem| format!("{at}: {problem}"))
        }
        (Value::Number(told), Value::Number(got)) if !at.ends_with("/status") || told == got => Ok(()),
        (Value::Bool(told), Value::Bool(got)) if told == got => Ok(()),
        (Value::Null, Value::Null) => Ok(()),
        _ => Err(format!("{at}: {told} is told, {got} came")),
    }
}

/// Holds an answer, as `curl --include` printed it, against the example.
fn check(example: &Example, printed: &str, names: &mut Names) -> Result<(), String> {
    let (head, body) = printed.split_once("\r\n\r\n").ok_or_else(|| format!("no answer: {printed}"))?;
    let mut head = head.split("\r\n");
    let status = head.next().unwrap_or_default();
    if status != example.status {
        return Err(format!("{} is told, {status} came: {body}", example.status));
    }
    let headers: BTreeMap<String, &str> =
        head.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
    for (name, told) in &example.headers {
        let got = headers.get(name.as_str()).ok_or_else(|| format!("the header {name} did not come"))?;
        same_text(told, got, names).map_err(|problem| format!("{name}: {problem}"))?;
    }
    let is_json = headers.get("content-type").is_some_and(|kind| kind.contains("json"));
    if !is_json {
        // A CSV file begins with the mark of UTF-8 and ends its lines as Windows does, which no page shows.
        let body = body.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        return same_text(&example.body, body.trim_end(), names);
    }
    let told: Value = serde_json::from_str(&example.body).map_err(|why| format!("the page holds no JSON: {why}"))?;
    let got: Value = serde_json::from_str(body).map_err(|why| format!("no JSON came: {why}: {body}"))?;
    same(&told, &got, "", names)
}

/// The program on a database of its own, with a folder to work in.
struct Running {
    folder: PathBuf,
    child: Child,
    names: Names,
}

impl Running {
    fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("waterline-api-page-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(".curlrc"), "include\nsilent\nshow-error\n").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_waterline"))
            .args(["serve", "--listen", "127.0.0.1:0", "--database", "sqlite:waterline.db"])
            .current_dir(&folder)
            .env_remove("WATERLINE_DATABASE")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let printed = BufReader::new(child.stdout.take().unwrap());
        let link = printed.lines().map_while(Result::ok).find(|line| line.contains("/setup?token=")).unwrap();
        let (address, token) = link.split_once("/setup?token=").unwrap();
        let address = address.rsplit(' ').next().unwrap().to_owned();
        let names = [("WATERLINE", address), ("PASSWORD", PASSWORD.to_owned()), ("SETUP", token.to_owned())];
        let names = names.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { folder, child, names }
    }

    /// What a command of the page prints.
    fn type_in(&self, command: &str) -> String {
        let done = Command::new("sh")
            .args(["-euc", command])
            .current_dir(&self.folder)
            .env("CURL_HOME", &self.folder)
            .env("LC_ALL", "C.UTF-8")
            .envs(&self.names)
            .output()
            .unwrap();
        assert!(done.status.success(), "{command}\n{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    /// The value of a field in the answer to a command.
    fn ask(&self, command: &str, pointer: &str) -> String {
        let printed = self.type_in(command);
        let body: Value = serde_json::from_str(printed.split_once("\r\n\r\n").unwrap().1).unwrap();
        body.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{printed}")).to_owned()
    }

    /// What the page asks of its reader: a first user, the demo account, a token.
    fn follow_along(&mut self) {
        let json = "-H 'Content-Type: application/json'";
        let user = r#"{"token":"'$SETUP'","name":"Lin Xiao","login":"lin","password":"'"$PASSWORD"'","language":"en"}"#;
        self.type_in(&format!("curl -c first {json} -d '{user}' $WATERLINE/api/v1/setup"));
        let signed = "-b first -H \"Origin: $WATERLINE\"";
        self.type_in(&format!("curl {signed} -X POST $WATERLINE/api/v1/accounts/demo"));
        let token = r#"{"name":"CRM","scopes":["read","write","import"]}"#;
        let made = format!("curl {signed} {json} -d '{token}' $WATERLINE/api/v1/tokens");
        let secret = self.ask(&made, "/secret");
        self.names.insert("TOKEN".to_owned(), secret);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}

#[test]
fn every_example_of_the_page_for_integrators_is_answered_as_it_says() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/api.md")).unwrap();
    let examples = examples(&page);
    assert!(examples.len() >= 25, "the page has {} examples", examples.len());
    let mut running = Running::start();
    running.follow_along();

    let mut wrong = Vec::new();
    for example in &examples {
        let printed = running.type_in(&example.command);
        if let Err(problem) = check(example, &printed, &mut running.names) {
            wrong.push(format!("docs/api.md:{}: {problem}", example.line));
        }
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_answer_that_differs_from_the_page_is_noticed() {
    let page = "```sh\ncurl x\n```\n\n```http\nHTTP/1.1 200 OK\netag: $TAG\n\n{ \"id\": \"$A\", \"items\": [{ \"n\": 1 }, \"…\"], \"on\": \"2026-03-01\" }\n```\n";
    let example = examples(page).remove(0);
    let answer = |head: &str, body: &str| {
        let printed = format!("HTTP/1.1 {head}\r\netag: \"t\"\r\ncontent-type: application/json\r\n\r\n{body}");
        check(&example, &printed, &mut Names::from([("A".to_owned(), "a".to_owned())]))
    };

    assert_eq!(answer("200 OK", r#"{"id":"a","items":[{"n":7},{}],"on":"2030-12-31"}"#), Ok(()));
    for (head, body) in [
        ("201 Created", r#"{"id":"a","items":[{"n":7}],"on":"2030-12-31"}"#),
        ("200 OK", r#"{"id":"b","items":[{"n":7}],"on":"2030-12-31"}"#),
        ("200 OK", r#"{"id":"a","items":[{"n":"7"}],"on":"2030-12-31"}"#),
        ("200 OK", r#"{"id":"a","items":[],"on":"2030-12-31"}"#),
        ("200 OK", r#"{"id":"a","items":[{"n":7}]}"#),
        ("200 OK", r#"{"id":"a","items":[{"n":7}],"on":"2030-12-31","more":1}"#),
        ("200 OK", r#"{"id":"a","items":[{"n":7}],"on":"soon"}"#),
        ("200 OK", r#"{"id":"a","items":[{"n":null}],"on":"2030-12-31"}"#),
    ] {
        assert!(answer(head, body).is_err(), "{head} {body}");
    }
}
