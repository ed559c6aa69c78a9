//! Names that look like others: kept as they were written, shown apart from what stands beside them, found, and never merged.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::service::{Service, percent_coded};

/// Names beside the plain ones that they look like, and what one would type to find them.
const ALIKE: [(&str, &str); 7] = [
    ("An\u{200B}n Other", "Ann Other"),
    ("\u{202E}Ben Example", "Ben Example"),
    ("\u{2066}Cem Field\u{2069}", "Cem Field"),
    ("神\u{FE00}田", "神田"),
    ("\u{F900}田", "豈田"),
    ("Zoe\u{308}", "Zoë"),
    ("Ｄａｎ", "Dan"),
];

/// What of a name does not stand as it was written.
fn changed(written: &str, kept: &str) -> bool {
    written != kept
}

/// The first character of a drawing that turns or hides others.
fn turning(svg: &str) -> Option<char> {
    svg.chars().find(|c| matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
}

#[tokio::test]
async fn s7_names_that_were_tidied_turned_or_merged_would_be_seen() {
    use unicode_normalization::UnicodeNormalization as _;

    // Kept in a canonical form, as databases and libraries like to: that alone changes some names.
    let tidied = ALIKE.iter().filter(|(written, _)| changed(written, &written.nfc().collect::<String>()));
    assert_eq!(tidied.count(), 2, "a compatibility ideograph, and a letter with a mark of its own");
    // Searched for as it stands: only those are found that hide something before or after the plain name.
    let found = ALIKE.iter().filter(|(written, typed)| written.to_lowercase().contains(&typed.to_lowercase()));
    assert_eq!(found.count(), 2);
    // Written into a drawing as they came: the check of drawings finds it.
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    service.person(&lin, account, "Ben Example").await;
    let chart = service.get(&lin, &format!("/api/v1/accounts/{account}/diagrams/org-chart.svg")).await.expect(200);
    let svg = String::from_utf8(chart.bytes).unwrap();
    assert_eq!(turning(&svg), None);
    assert_eq!(turning(&svg.replacen("<text", "<text>\u{202E}Ben</text><text", 1)), Some('\u{202E}'));
}

#[tokio::test]
async fn s7_a_name_is_kept_as_written_and_found_by_what_one_would_type() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;

    for (written, typed) in ALIKE {
        let person = service.person(&lin, account, written).await;
        let kept = service.get(&lin, &format!("/api/v1/accounts/{account}/people/{person}")).await.expect(200).json();
        assert!(!changed(written, kept["name"].as_str().unwrap()), "{kept}");
        let typed = percent_coded(typed);
        let found = service.get(&lin, &format!("/api/v1/search?q={typed}")).await.expect(200).json();
        assert_eq!(found["items"][0]["id"], json!(person), "{written:?} is not found by {typed}");
    }
    for hidden in ["%e2%80%8b", "%e2%80%ae"] {
        service.get(&lin, &format!("/api/v1/search?q={hidden}")).await.expect(422);
    }
}

#[tokio::test]
async fn s7_a_drawing_shows_no_character_that_turns_or_hides_others() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "\u{202E}A").await;
    let list = ALIKE.map(|(name, _)| format!("{name},Clerk,Office\n")).concat();
    let address = format!("/api/v1/imports?account={account}&file_name=list.csv");
    let request = Request::post(address).body(Body::from(format!("name,title,unit\n{list}")));
    let import = service.send(&lin, request.unwrap()).await.expect(201).json();
    service
        .post(&lin, &format!("/api/v1/imports/{}/commit", import["id"].as_str().unwrap()), json!(null))
        .await
        .expect(201);

    let chart = service.get(&lin, &format!("/api/v1/accounts/{account}/diagrams/org-chart.svg")).await.expect(200);
    let svg = String::from_utf8(chart.bytes).unwrap();
    assert_eq!(turning(&svg), None);
    assert!(svg.contains("Ben Example") && svg.contains("Ann Other"));
}

#[tokio::test]
async fn s7_a_list_with_look_alikes_is_taken_with_a_warning_and_none_is_merged() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let send = async |list: String| {
        let address = format!("/api/v1/imports?account={account}&file_name=list.csv");
        let import =
            service.send(&lin, Request::post(address).body(Body::from(list)).unwrap()).await.expect(201).json();
        service
            .post(&lin, &format!("/api/v1/imports/{}/commit", import["id"].as_str().unwrap()), json!(null))
            .await
            .expect(201);
        import
    };
    let list = |names: &[&str]| -> String {
        let rows: Vec<String> = names.iter().map(|name| format!("{name},Clerk,Office\n")).collect();
        format!("name,title,unit\n{}", rows.concat())
    };
    let warnings = |import: &Value| -> Vec<String> {
        let findings = import["report"]["findings"].as_array().unwrap().iter();
        findings.filter(|finding| finding["code"] == "look_alike").map(ToString::to_string).collect()
    };

    let plain: Vec<&str> = ALIKE.iter().map(|(_, plain)| *plain).collect();
    assert!(warnings(&send(list(&plain)).await).is_empty());
    let alike: Vec<&str> = ALIKE.iter().map(|(alike, _)| *alike).collect();
    let told = warnings(&send(list(&alike)).await);

    assert_eq!(told.len(), ALIKE.len(), "{told:?}");
    let people = service.get(&lin, &format!("/api/v1/accounts/{account}/people")).await.expect(200).json();
    assert_eq!(people["items"].as_array().unwrap().len(), 2 * ALIKE.len(), "none is merged with another");
    let kept: std::collections::BTreeSet<&str> =
        people["items"].as_array().unwrap().iter().map(|person| person["name"].as_str().unwrap()).collect();
    let missing: Vec<_> = alike.iter().chain(&plain).filter(|name| !kept.contains(*name)).collect();
    assert!(missing.is_empty(), "not kept as they were written: {missing:?}");
}
