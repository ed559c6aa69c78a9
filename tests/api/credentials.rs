//! Tokens and sessions: made once, kept as digests only, and ended for good.

use serde_json::json;

use crate::service::Service;

#[tokio::test]
async fn d2_a_token_is_made_once_under_a_key_and_its_secret_shown_once() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let key = [("idempotency-key", "bi-1")];
    let asked = json!({ "name": "BI", "scopes": ["read"] });

    let made = service.send_json(&lin, "POST", "/api/v1/tokens", &key, &asked).await.expect(201).json();
    let again = service.send_json(&lin, "POST", "/api/v1/tokens", &key, &asked).await.expect(409).json();
    let other = json!({ "name": "BI", "scopes": ["write"] });
    service.send_json(&lin, "POST", "/api/v1/tokens", &key, &other).await.expect(422);

    assert_eq!(again["code"], "made_before");
    let secret = made["secret"].as_str().unwrap();
    assert!(!again.to_string().contains(secret));
    let listed = service.get(&lin, "/api/v1/tokens").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert!(!listed.to_string().contains(secret));
    service.post(&lin, "/api/v1/tokens", asked).await.expect(201);
}
