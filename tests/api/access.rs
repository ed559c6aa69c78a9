//! Who may do what, over all routes and roles, as the table has it.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;
use waterline::access::{Action, Caller, Decision, Resource, Scope, TokenRights, decide};
use waterline::api::openapi;
use waterline::model::id::AccountId;
use waterline::store::Role;

use crate::service::{Actor, Service};

/// An actor and what the table knows of him or her.
struct Known {
    name: &'static str,
    actor: Actor,
    caller: Option<Caller>,
}

fn caller(actor: &Actor, account: AccountId, role: Option<Role>) -> Caller {
    Caller {
        member: actor.member,
        name: String::new(),
        login: String::new(),
        language: None,
        is_administrator: false,
        roles: role.map(|role| (account, role)).into_iter().collect(),
        token: None,
        expires_at: None,
    }
}

async fn actors(service: &Service) -> (AccountId, Vec<Known>) {
    let owner = service.user("owner").await;
    let account = service.account(&owner, "海州市数据局").await;
    let mut known = vec![Known { name: "anon", actor: service.anon(), caller: None }];
    known.push(Known { name: "owner", caller: Some(caller(&owner, account, Some(Role::Owner))), actor: owner.clone() });
    for (name, role) in [("editor", Role::Editor), ("contributor", Role::Contributor), ("reader", Role::Reader)] {
        let actor = service.user(name).await;
        service.give(account, &actor, role).await;
        known.push(Known { name, caller: Some(caller(&actor, account, Some(role))), actor });
    }
    let stranger = service.user("stranger").await;
    known.push(Known { name: "stranger", caller: Some(caller(&stranger, account, None)), actor: stranger });
    let administrator = service.administrator("administrator").await;
    let rights = Caller { is_administrator: true, ..caller(&administrator, account, None) };
    known.push(Known { name: "administrator", caller: Some(rights), actor: administrator });
    for scope in [Scope::Read, Scope::Write, Scope::Import, Scope::Admin] {
        let actor = service.token(owner.member, &[scope.word()], Some(vec![account])).await;
        let token = TokenRights { id: uuid::Uuid::nil(), scopes: vec![scope], accounts: Some(vec![account]) };
        let rights = Caller { token: Some(token), ..caller(&owner, account, Some(Role::Owner)) };
        known.push(Known { name: scope.word(), actor, caller: Some(rights) });
    }
    (account, known)
}

/// What the table says, as a status; none: whatever else the request deserves.
fn expected(known: &Known, action: &str, account: AccountId, is_about_account: bool) -> Option<u16> {
    if action == "open" {
        return None;
    }
    let Some(caller) = &known.caller else { return Some(401) };
    let action: Action = serde_json::from_value(action.into()).unwrap();
    let resource = if is_about_account { Resource::Account(account) } else { Resource::Instance };
    match decide(caller, action, resource) {
        Decision::Allowed(_) => None,
        Decision::Forbidden => Some(403),
        Decision::Hidden => Some(404),
    }
}

#[tokio::test]
async fn a1_every_route_answers_every_role_as_the_table_says() {
    let service = Service::new().await;
    let (account, known) = actors(&service).await;
    let nobody = "0190f0d0-0000-7000-8000-00000000dead";
    let mut cases = 0;

    for (path, operations) in openapi::document()["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let action = operation["x-action"].as_str().unwrap();
            let is_about_account = path.contains("{account}") || path.contains("/imports");
            let address =
                path.replace("{account}", &account.to_string()).replace("{source}", "hr").replace("{key}", "1");
            let address = address.replace("{diagram}.{format}", "org-chart.svg");
            let mut address =
                ["{id}", "{member}", "{batch}"].iter().fold(address, |path, name| path.replace(name, nobody));
            if path == "/api/v1/imports" {
                address = format!("{address}?account={account}&file_name=a.csv");
            }
            for known in &known {
                // An import that is not there hides its account.
                let is_hidden_import = path.contains("/imports/") && known.caller.is_some();
                // A sign-out would end the session for the routes that follow.
                if is_hidden_import || (path.ends_with("/sessions/current") && known.caller.is_some()) {
                    continue;
                }
                let request = Request::builder().method(method.to_uppercase().as_str()).uri(&address);
                let answer = service.send(&known.actor, request.body(Body::empty()).unwrap()).await;
                let status = answer.status.as_u16();
                cases += 1;
                match expected(known, action, account, is_about_account) {
                    Some(expected) => assert_eq!(status, expected, "{} {method} {address}", known.name),
                    None => assert!(
                        !matches!(status, 403 | 500..) && (status != 401 || action == "open"),
                        "{} {method} {address} gave {status}: {}",
                        known.name,
                        String::from_utf8_lossy(&answer.bytes)
                    ),
                }
            }
        }
    }

    assert!(cases > 500, "{cases} cases");
}

#[tokio::test]
async fn a2_a_foreign_id_and_an_unknown_one_give_the_same_bytes() {
    let service = Service::new().await;
    let (lin, wang) = (service.user("lin").await, service.user("wang").await);
    let own = service.account(&lin, "A").await;
    let foreign = service.account(&wang, "B").await;
    let person = service.person(&wang, foreign, "秘密人物").await;
    let unknown = "0190f0d0-0000-7000-8000-00000000dead";

    for tail in ["", "/people", "/changes", "/roles", "/people/by/hr/1"] {
        let foreign = service.get(&lin, &format!("/api/v1/accounts/{foreign}{tail}")).await;
        let unknown = service.get(&lin, &format!("/api/v1/accounts/{unknown}{tail}")).await;
        assert_eq!((foreign.status, &foreign.bytes), (unknown.status, &unknown.bytes), "{tail}");
    }
    let there = service.get(&lin, &format!("/api/v1/accounts/{own}/people/{person}")).await.expect(404);
    let nowhere = service.get(&lin, &format!("/api/v1/accounts/{own}/people/{unknown}")).await.expect(404);
    let garbled = service.get(&lin, &format!("/api/v1/accounts/{own}/people/x")).await.expect(404);
    assert_eq!(there.bytes, nowhere.bytes);
    assert_eq!(there.bytes, garbled.bytes);

    let tenure = |person: &str| json!({ "person": person, "post": unknown });
    let path = format!("/api/v1/accounts/{own}/tenures");
    let in_body = service.post(&lin, &path, tenure(&person.to_string())).await.expect(404);
    let not_there = service.post(&lin, &path, tenure(unknown)).await.expect(404);
    let text = String::from_utf8(in_body.bytes).unwrap().replace(&person.to_string(), unknown);
    assert_eq!(text.as_bytes(), not_there.bytes);
}

#[tokio::test]
async fn a6_a_locked_user_and_a_taken_role_have_no_right_from_the_next_request_on() {
    let service = Service::new().await;
    let (owner, reader) = (service.user("owner").await, service.user("reader").await);
    let administrator = service.administrator("administrator").await;
    let account = service.account(&owner, "A").await;
    service.give(account, &reader, Role::Reader).await;
    let path = format!("/api/v1/accounts/{account}");
    service.get(&reader, &path).await.expect(200);

    let role = Request::delete(format!("{path}/roles/{}", reader.member)).body(Body::empty()).unwrap();
    service.send(&owner, role).await.expect(204);
    service.get(&reader, &path).await.expect(404);

    let lock = json!({ "locked": true });
    let user = format!("/api/v1/users/{}", reader.member);
    service.send_json(&administrator, "PATCH", &user, &[], &lock).await.expect(200);
    service.get(&reader, "/api/v1/me").await.expect(401);
    let last = format!("/api/v1/users/{}", administrator.member);
    service.send_json(&administrator, "PATCH", &last, &[], &lock).await.expect(409);
}

#[tokio::test]
async fn a7_a_token_never_does_more_than_its_user_its_scope_and_its_accounts() {
    let service = Service::new().await;
    let owner = service.user("owner").await;
    let (inside, outside) = (service.account(&owner, "A").await, service.account(&owner, "B").await);
    let token = service.token(owner.member, &["read", "write"], Some(vec![inside])).await;

    service.person(&token, inside, "王宁").await;
    service.get(&token, &format!("/api/v1/accounts/{outside}")).await.expect(404);
    let listed = service.get(&token, "/api/v1/accounts").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    service.get(&token, "/api/v1/tokens").await.expect(403);

    let expired = token.clone().with(header::AUTHORIZATION, "Bearer waterline_0000");
    service.get(&expired, "/api/v1/me").await.expect(401);
    service.clock.advance(3601);
    service.get(&token, &format!("/api/v1/accounts/{inside}")).await.expect(401);
}

#[tokio::test]
async fn a7_a_token_for_writing_alone_is_told_nothing_that_it_did_not_send() {
    let service = Service::new().await;
    let owner = service.user("owner").await;
    let account = service.account(&owner, "A").await;
    let base = format!("/api/v1/accounts/{account}");
    let made = json!({ "name": "王宁", "phone": "1" });
    let made = service.send_json(&owner, "PATCH", &format!("{base}/people/by/crm/1"), &[], &made).await.expect(201);
    let token = service.token(owner.member, &["write"], None).await;

    let id = made.json()["id"].as_str().unwrap().to_owned();
    let any = [("if-match", "*")];
    let by_key = service.send_json(&token, "PATCH", &format!("{base}/people/by/crm/1"), &[], &json!({})).await;
    let by_id =
        service.send_json(&token, "PATCH", &format!("{base}/people/{id}"), &any, &json!({ "phone": "2" })).await;
    let of_account = service.send_json(&token, "PATCH", &base, &any, &json!({})).await;

    for answer in [by_key, by_id, of_account] {
        assert!(answer.expect(204).bytes.is_empty());
    }
    let both = service.token(owner.member, &["write", "read"], None).await;
    let told = service.send_json(&both, "PATCH", &format!("{base}/people/by/crm/1"), &[], &json!({})).await.expect(200);
    assert_eq!(told.json()["phone"], "2");
}
