//! Names that attack whoever shows them: in no drawing do they become markup, and none breaks a picture for the others.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};
use waterline::layout::diagram::Diagram;
use waterline::model::id::AccountId;

use crate::service::{Actor, Service};

const UNIT: &str = "0190f0d0-0000-7000-8000-000000000001";
const BOSS: &str = "0190f0d0-0000-7000-8000-000000000002";
const POST: &str = "0190f0d0-0000-7000-8000-000000000003";
const PERSON: &str = "0190f0d0-0000-7000-8000-000000000004";
const DEAL: &str = "0190f0d0-0000-7000-8000-000000000005";

/// All that an SVG of ours is made of.
const ELEMENTS: [&str; 7] = ["svg", "title", "desc", "g", "rect", "path", "text"];
const ATTRIBUTES: [&str; 29] = [
    "xmlns",
    "viewBox",
    "width",
    "height",
    "lang",
    "role",
    "aria-label",
    "font-family",
    "font-size",
    "font-weight",
    "data-ref",
    "data-layer",
    "transform",
    "x",
    "y",
    "rx",
    "d",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "opacity",
    "fill-opacity",
    "stroke-opacity",
    "text-anchor",
    "textLength",
    "xml:space",
];

/// An account in which everything that can be named has this name.
async fn named(service: &Service, actor: &Actor, name: &str) -> AccountId {
    let account = service.account(actor, name).await;
    let today = "2026-09-01";
    let claim = |statement: Value| {
        json!({ "verb": "add_claim", "source": UNIT, "source_kind": "colleague", "grade": "B2", "observed_on": today,
            "expires_on": "2027-09-01", "purpose": "customer_care", "basis": "legitimate_interest", "tier": "T1",
            "statement": statement })
    };
    let changes = json!({ "changes": [
        { "verb": "add_unit", "id": UNIT, "name": name },
        { "verb": "add_post", "id": BOSS, "unit": UNIT, "title": name },
        { "verb": "add_post", "id": POST, "unit": UNIT, "title": name },
        { "verb": "draw_line", "superior": { "post": BOSS }, "subordinate": { "post": POST }, "kind": "solid", "matter": name },
        { "verb": "add_person", "id": PERSON, "name": name, "aliases": [name] },
        { "verb": "start_tenure", "person": PERSON, "post": POST },
        { "verb": "add_deal", "id": DEAL, "name": name, "template": "g_it_open_tender", "tier": "T1" },
        { "verb": "add_source", "id": UNIT, "label": name },
        claim(json!({ "kind": "worry", "about": { "person": PERSON }, "text": name })),
        { "verb": "add_cause", "deal": DEAL, "rib": name, "text": name, "tier": "T1" },
        { "verb": "add_action", "deal": DEAL, "text": name, "tier": "T1" },
    ] });
    service.post(actor, &format!("/api/v1/accounts/{account}/changes"), changes).await.expect(201);
    account
}

/// Every drawing of an account as SVG.
async fn drawings(service: &Service, actor: &Actor, account: AccountId) -> Vec<(String, String)> {
    let mut drawings = Vec::new();
    for diagram in Diagram::ALL {
        let kinds: &[&str] = if diagram == Diagram::Fishbone { &["F1", "F2", "F3", "F4", "F5", "F6"] } else { &[""] };
        for kind in kinds {
            let options = if kind.is_empty() {
                format!("deal={DEAL}")
            } else {
                format!("deal={DEAL}&person={PERSON}&kind={kind}")
            };
            for more in ["", "&overlay=stance,role,influence,coverage,freshness", "&overlay=key-people"] {
                let address = format!("/api/v1/accounts/{account}/diagrams/{}.svg?{options}{more}", diagram.word());
                let drawn = service.get(actor, &address).await;
                // A diagram may say that there is nothing to draw; what it draws is looked at.
                if drawn.status == 200 {
                    let which = format!("{} {kind}{more}", diagram.word());
                    drawings.push((which, String::from_utf8(drawn.bytes).unwrap()));
                } else {
                    drawn.expect(422);
                }
            }
        }
    }
    drawings
}

/// What is wrong with an element: its name, or one of its attributes.
fn fault_of(element: &BytesStart<'_>) -> Option<String> {
    let name = element.name().as_ref().to_string();
    if !ELEMENTS.contains(&name.as_str()) {
        return Some(format!("<{name}>"));
    }
    element.attributes().find_map(|attribute| {
        let attribute = attribute.ok()?;
        let (key, value) = (attribute.key.as_ref().to_string(), attribute.value.to_lowercase());
        let leads_out = ["url(", "javascript:", "data:", "//", "@import", "expression("];
        let is_link = key != "xmlns" && key != "aria-label" && leads_out.iter().any(|word| value.contains(word));
        (is_link || !ATTRIBUTES.contains(&key.as_str())).then(|| format!("{key}=\"{value}\""))
    })
}

/// What an SVG holds that it must not, and its texts.
fn looked_at(svg: &str) -> (BTreeSet<String>, Vec<String>) {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut faults, mut texts) = (BTreeSet::new(), Vec::new());
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                faults.insert(format!("not well-formed: {error}"));
                break;
            }
        };
        match event {
            Event::Start(element) | Event::Empty(element) => faults.extend(fault_of(&element)),
            Event::Text(text) => texts.push(text.as_ref().to_string()),
            Event::Comment(_) | Event::PI(_) | Event::DocType(_) | Event::CData(_) => {
                faults.insert("a comment, instruction, document type or raw text".to_owned());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let is_bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    faults.extend(svg.chars().filter(|c| is_bad(*c)).map(|c| format!("U+{:04X}", c as u32)));
    (faults, texts)
}

#[tokio::test]
async fn x1_a_name_with_markup_is_text_in_every_drawing() {
    let service = Service::new().await;
    let lin = service.user("lin").await;

    for name in [
        "<script>alert(1)</script>",
        "\"><svg/onload=alert(1)>",
        "]]><x>",
        "&#x3c;script",
        "'/><image href='http://192.0.2.1/x'/>",
        "</text><foreignObject>",
        "<!--",
        "<?xml-stylesheet href='x'?>",
        "${alert(1)}{{7*7}}",
    ] {
        let account = named(&service, &lin, name).await;
        let drawings = drawings(&service, &lin, account).await;
        assert!(drawings.len() >= 4, "{} drawings", drawings.len());
        for (which, svg) in drawings {
            let (faults, _) = looked_at(&svg);
            assert!(faults.is_empty(), "{which} of {name}: {faults:?}");
            assert!(!svg.contains(name) || !name.contains(['<', '&', '"']), "{which} holds {name} as it is");
        }
        for format in ["graphml", "popolo", "vcard", "csv"] {
            let file = service.get(&lin, &format!("/api/v1/accounts/{account}/exports/{format}")).await.expect(200);
            assert_eq!(file.header("x-content-type-options"), "nosniff");
            assert!(file.header("content-disposition").starts_with("attachment"), "{format}");
        }
    }
}

#[test]
fn x1_the_look_at_a_drawing_finds_what_must_not_be_there() {
    for hostile in [
        "<svg><script>1</script></svg>",
        "<svg><g onclick='x'/></svg>",
        "<svg><image href='http://192.0.2.1'/></svg>",
        "<svg><foreignObject/></svg>",
        "<svg><animate/></svg>",
        "<svg><style>@import 'x'</style></svg>",
        "<svg><!-- note --></svg>",
        "<svg><a xlink:href='javascript:1'/></svg>",
        "<svg><rect fill='url(http://192.0.2.1/x)'/></svg>",
        "<svg><g data-ref='javascript:1'/></svg>",
        "<svg><path stroke='URL(#x)'/></svg>",
    ] {
        assert!(!looked_at(hostile).0.is_empty(), "{hostile}");
    }
}

#[tokio::test]
async fn x3_a_character_that_no_drawing_can_hold_is_refused_or_taken_out() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let people = format!("/api/v1/accounts/{account}/people");
    service.person(&lin, account, "王宁").await;

    let forbidden = (0..0x20_u32).chain([0x7F, 0x85, 0xFFFE, 0xFFFF]).filter(|code| *code != 0x09);
    for code in forbidden {
        let text = format!("{{\"name\": \"a\\u{code:04x}b\"}}");
        let request = Request::post(&people).header("content-type", "application/json").body(Body::from(text));
        service.send(&lin, request.unwrap()).await.expect(422);
    }
    for lone in ["\\ud800", "\\udfff", "\\ud800\\u0041", "\\udc00\\ud800"] {
        let text = format!("{{\"name\": \"a{lone}b\"}}");
        let request = Request::post(&people).header("content-type", "application/json").body(Body::from(text));
        service.send(&lin, request.unwrap()).await.expect(400);
    }

    let list = "name,title,unit\nAnn\u{1}\u{0}x,Boss\u{1b}[31m,Sales\u{FFFE}\nBen\u{7f}\u{b},Clerk,Sales\n";
    let card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Cem\u{1}\u{FFFF}y\r\nTITLE:Clerk\u{8}\r\nORG:Sales\r\nEND:VCARD\r\n";
    let popolo = "{\"persons\":[{\"id\":\"p\",\"name\":\"Dora\\u0001\\ufffe\"}],\"organizations\":[{\"id\":\"o\",\"name\":\"Sales\\u0000\"}],\
        \"memberships\":[{\"person_id\":\"p\",\"organization_id\":\"o\",\"role\":\"Clerk\\u001f\"}]}";
    for (file, body) in [("list.csv", list), ("card.vcf", card), ("people.json", popolo)] {
        let address = format!("/api/v1/imports?account={account}&file_name={file}");
        let import = service.send(&lin, Request::post(address).body(Body::from(body)).unwrap()).await;
        if import.status == 201 {
            let commit = format!("/api/v1/imports/{}/commit", import.json()["id"].as_str().unwrap());
            let done = service.post(&lin, &commit, json!(null)).await;
            assert!(matches!(done.status.as_u16(), 201 | 422), "{file}: {}", String::from_utf8_lossy(&done.bytes));
        } else {
            import.expect(422);
        }
    }
    let listed = service.get(&lin, &people).await.expect(200).json();
    assert!(listed["items"].as_array().unwrap().len() > 2, "{listed}");
    for (which, svg) in drawings(&service, &lin, account).await {
        let (faults, texts) = looked_at(&svg);
        assert!(faults.is_empty(), "{which}: {faults:?}");
        if which.starts_with("org-chart") {
            assert!(texts.iter().any(|text| text.contains("王宁")), "the chart of the others stands");
        }
    }
}

#[tokio::test]
async fn x3_a_character_that_came_through_would_be_seen_and_so_would_a_broken_drawing() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = named(&service, &lin, "王宁").await;
    let all = drawings(&service, &lin, account).await;
    let (_, svg) = all.iter().find(|(which, _)| which.starts_with("org-chart")).unwrap();
    assert!(looked_at(svg).0.is_empty());

    // The same drawing as it would be if a name were written into it as it came.
    let codes = (0..0x20_u32).chain([0x7F, 0x85, 0xFFFE, 0xFFFF]).filter(|code| ![0x09, 0x0A].contains(code));
    for raw in codes.filter_map(char::from_u32) {
        let (faults, _) = looked_at(&svg.replace("王宁", &format!("王{raw}宁")));
        assert_eq!(faults.into_iter().collect::<Vec<_>>(), [format!("U+{:04X}", raw as u32)]);
    }
    for raw in ["</text><script>1</script><text>", "<b", "</g></svg>", "<!--"] {
        assert!(!looked_at(&svg.replace("王宁", raw)).0.is_empty(), "{raw}");
    }
}

#[tokio::test]
async fn x3_no_field_that_is_drawn_takes_a_character_that_no_drawing_can_hold() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = named(&service, &lin, "王宁").await;
    let today = "2026-09-01";
    let changes = |text: &str| {
        let claim = json!({ "verb": "add_claim", "source": UNIT, "source_kind": "colleague", "grade": "B2",
            "observed_on": today, "expires_on": "2027-09-01", "purpose": "customer_care", "basis": "legitimate_interest",
            "tier": "T1", "statement": { "kind": "worry", "about": { "person": PERSON }, "text": text } });
        [
            json!({ "verb": "edit_account", "set": { "name": text } }),
            json!({ "verb": "add_unit", "name": text }),
            json!({ "verb": "add_post", "unit": UNIT, "title": text }),
            json!({ "verb": "add_person", "name": text }),
            json!({ "verb": "add_person", "name": "A", "aliases": [text] }),
            json!({ "verb": "draw_line", "superior": { "post": POST }, "subordinate": { "post": BOSS }, "kind": "dotted", "matter": text }),
            json!({ "verb": "add_deal", "name": text, "tier": "T1" }),
            json!({ "verb": "add_source", "label": text }),
            json!({ "verb": "add_cause", "deal": DEAL, "rib": text, "text": "A", "tier": "T1" }),
            json!({ "verb": "add_cause", "deal": DEAL, "rib": "A", "text": text, "tier": "T1" }),
            json!({ "verb": "add_action", "deal": DEAL, "text": text, "tier": "T1" }),
            claim,
        ]
    };
    let address = format!("/api/v1/accounts/{account}/changes");
    let before = drawings(&service, &lin, account).await;

    for raw in ['\u{0}', '\u{1}', '\u{8}', '\u{B}', '\u{1B}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
        for change in changes(&format!("王{raw}宁")) {
            let told = change.to_string();
            let refused = service.post(&lin, &address, json!({ "changes": [change] })).await;
            assert_eq!(refused.status.as_u16(), 422, "U+{:04X} in {told}", raw as u32);
        }
    }

    assert_eq!(drawings(&service, &lin, account).await, before, "what was refused is in no drawing");
    // The same changes are taken without such a character.
    for change in changes("王宁") {
        service.post(&lin, &address, json!({ "changes": [change] })).await.expect(201);
    }
}
