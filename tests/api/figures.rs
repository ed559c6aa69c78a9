//! Figures over HTTP: key people and why, the outcome with what-if and trend, paths, coverage, gaps, ties; on the demo account.

use serde_json::{Value, json};

use crate::service::{Actor, Service};

/// The demo account's id, and the id of its deal with this name.
async fn demo(service: &Service, actor: &Actor) -> (String, String) {
    service.post(actor, "/api/v1/accounts/demo", json!(null)).await.expect(201);
    let account = service.get(actor, "/api/v1/accounts").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let deals = service.get(actor, &format!("/api/v1/accounts/{account}/deals")).await.json();
    let deal = deals["items"].as_array().unwrap().iter().find(|deal| deal["name"] == "政务云扩容三期").unwrap();
    (account, deal["id"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn key_people_of_a_deal_come_in_order_with_parts_bands_and_reasons_that_open() {
    let service = Service::patient().await;
    let lin = service.user("lin").await;
    let (account, deal) = demo(&service, &lin).await;
    let path = format!("/api/v1/accounts/{account}/key-people?deal={deal}&top=5");

    let told = service.get(&lin, &path).await.expect(200);

    let people = told.json()["people"].as_array().unwrap().clone();
    assert_eq!(people.len(), 5);
    for (at, person) in people.iter().enumerate() {
        let (best, worst) = (person["band"]["best"].as_u64().unwrap(), person["band"]["worst"].as_u64().unwrap());
        let position = person["position"].as_u64().unwrap();
        assert!(position == at as u64 + 1 && best <= position && position <= worst, "{person}");
        assert!(person["parts"]["lever"].is_number() && person["reasons"].as_array().unwrap().len() <= 3);
    }
    let first = people[0]["person"].as_str().unwrap();
    let why =
        service.get(&lin, &format!("/api/v1/accounts/{account}/people/{first}/why?deal={deal}")).await.expect(200);
    let why = why.json();
    assert_eq!(why["person"]["position"], 1);
    assert!(!why["seats"].as_array().unwrap().is_empty() && !why["lines"].as_array().unwrap().is_empty());
    let again = service.get(&lin, &path).await.expect(200);
    assert_eq!(again.bytes, told.bytes);
    for wrong in ["top=0", "top=1001", "deal=x", "deal=00000000-0000-0000-0000-000000000001", "rank=1"] {
        service.get(&lin, &format!("/api/v1/accounts/{account}/key-people?{wrong}")).await.expect(422);
    }
}

#[tokio::test]
async fn a_what_if_moves_the_figure_and_keeps_nothing() {
    let service = Service::patient().await;
    let lin = service.user("lin").await;
    let (account, deal) = demo(&service, &lin).await;
    let path = format!("/api/v1/accounts/{account}/deals/{deal}/outcome");
    let before = service.get(&lin, &path).await.expect(200).json();
    let doubted = before["people"][0]["person"].clone();

    let what_if = |value: f64| json!({ "stances": [{ "person": doubted, "value": value }] });
    let against = service.post(&lin, &path, what_if(-1.0)).await.expect(200).json();
    let in_favour = service.post(&lin, &path, what_if(1.0)).await.expect(200).json();

    let mean = |told: &Value| told["what_if"]["mean"].as_f64().unwrap();
    assert!(mean(&against) < mean(&in_favour), "{against} {in_favour}");
    assert_eq!(against["as_believed"], before["chance"]);
    assert_eq!(service.get(&lin, &path).await.expect(200).json(), before);
    service.post(&lin, &path, what_if(1.5)).await.expect(422);
    service.post(&lin, &path, json!({ "stances": [{ "person": deal, "value": 0.0 }] })).await.expect(422);
    service.post(&lin, &path, json!({ "stance": [] })).await.expect(422);
    let trend = service.get(&lin, &format!("/api/v1/accounts/{account}/deals/{deal}/trend?months=2")).await.expect(200);
    assert_eq!(trend.json()["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn structure_paths_coverage_gaps_and_ties_answer() {
    let service = Service::patient().await;
    let lin = service.user("lin").await;
    let (account, deal) = demo(&service, &lin).await;
    let get =
        async |rest: &str| service.get(&lin, &format!("/api/v1/accounts/{account}/{rest}")).await.expect(200).json();

    let structure = get(&format!("structure?deal={deal}")).await;
    assert_eq!(structure["reaching"].as_array().unwrap().len(), 5);
    assert!(structure["brokers"].as_array().unwrap().len() > 3 && structure["camps"].as_array().unwrap().len() > 1);
    let coverage = get(&format!("coverage?deal={deal}")).await;
    let reached = coverage["people"].as_array().unwrap().iter().find(|person| person["reached_by"].as_u64() > Some(0));
    let reached = reached.unwrap()["person"].as_str().unwrap().to_owned();
    let paths = get(&format!("paths?to={reached}&deal={deal}")).await;
    assert!(paths["paths"][0]["steps"][0]["member"].is_string(), "{paths}");
    assert!(!get(&format!("gaps?deal={deal}")).await["items"].as_array().unwrap().is_empty());
    assert!(get("ties").await["items"].as_array().unwrap().len() > 10);
    assert!(!get("rapports").await["items"].as_array().unwrap().is_empty());
    let periods = get(&format!("deals/{deal}")).await["quiet_periods"].clone();
    let first_day = periods[0]["span"]["from"].as_str().unwrap();
    let quiet = get(&format!("paths?to={reached}&deal={deal}&on={first_day}")).await;
    assert!(quiet["paths"].as_array().unwrap().is_empty() && quiet["quiet"]["reason"].is_string(), "{quiet}");
}

#[tokio::test]
async fn figures_of_an_account_that_is_not_ones_own_are_not_there() {
    let service = Service::patient().await;
    let lin = service.user("lin").await;
    let (account, deal) = demo(&service, &lin).await;
    let stranger = service.user("stranger").await;

    for rest in ["key-people", "structure", "coverage", "gaps", "ties", "rapports"] {
        service.get(&stranger, &format!("/api/v1/accounts/{account}/{rest}")).await.expect(404);
    }
    service.get(&stranger, &format!("/api/v1/accounts/{account}/deals/{deal}/outcome")).await.expect(404);
    let asked = json!({ "stances": [] });
    service.post(&stranger, &format!("/api/v1/accounts/{account}/deals/{deal}/outcome"), asked).await.expect(404);
}
