//! Tokens, sessions and passwords: made once, kept as digests only, ended for good, and no clock tells who exists.

use std::time::Instant;

use axum::http::header;
use serde_json::json;
use waterline::access::secret;
use waterline::api::setup;
use waterline::store::{Role, Session};

use crate::service::{Actor, Service};

const PASSWORD: &str = "a long enough secret";

/// The first user, who has a real password, just signed in; and the link's token that made him or her.
async fn first_user(service: &Service) -> (Actor, String) {
    let token = setup::open(&service.app).await.unwrap().unwrap();
    let body = json!({ "token": token, "name": "Lin Xiao", "login": "lin", "password": PASSWORD, "language": "en" });
    let made = service.post(&service.anon(), "/api/v1/setup", body).await.expect(201);
    (holder_of(service, made.header("set-cookie")), token)
}

/// Whoever holds the cookie that this header sets.
fn holder_of(service: &Service, set_cookie: &str) -> Actor {
    let cookie = set_cookie.split(';').next().unwrap();
    service.anon().with(header::COOKIE, cookie).with(header::ORIGIN, "http://waterline.test")
}

async fn sign_in(service: &Service, from: &Actor, login: &str, password: &str) -> crate::service::Answer {
    service.post(from, "/api/v1/sessions", json!({ "login": login, "password": password })).await
}

/// How long refusals of sign-ins take, in milliseconds: of a known user and of unknown ones, by turns.
async fn refusals(service: &Service, tries: usize, password: &str) -> (Vec<f64>, Vec<f64>) {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for number in 0..tries {
        // Each from an address and at a time of its own, so that nobody has to wait.
        service.clock.advance(601);
        let from = service.anon().at(&format!("198.51.{}.{}", number / 250 % 250, number % 250));
        let stranger = format!("stranger-{number}");
        // Neither is always the second of the two, who may find the processor and the memory in another state.
        let mut pair = [("lin", &mut known), (stranger.as_str(), &mut unknown)];
        if number.count_ones() % 2 == 1 {
            pair.reverse();
        }
        for (login, times) in pair {
            let began = Instant::now();
            sign_in(service, &from, login, password).await.expect(401);
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
    }
    (known, unknown)
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// Welch's t of two samples: how many standard errors their means are apart.
fn welch_t(one: &[f64], other: &[f64]) -> f64 {
    let mean = |times: &[f64]| times.iter().sum::<f64>() / times.len() as f64;
    let error = |times: &[f64]| {
        let mean = mean(times);
        times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / (times.len() as f64 - 1.0) / times.len() as f64
    };
    (mean(one) - mean(other)) / (error(one) + error(other)).sqrt()
}

/// Could somebody tell these apart by eye?
fn is_alike(known: &[f64], unknown: &[f64]) -> bool {
    (0.5..2.0).contains(&(median(unknown) / median(known)))
}

#[tokio::test]
async fn t1_an_unknown_user_is_refused_as_slowly_as_a_wrong_password() {
    let service = Service::new().await;
    first_user(&service).await;

    let (known, unknown) = refusals(&service, 9, "not the password").await;
    assert!(is_alike(&known, &unknown), "{known:?} {unknown:?}");

    // A password that is too long is refused without any hash: so fast would an unknown user be refused without a dummy one.
    let (without_hash, _) = refusals(&service, 9, &"x".repeat(201)).await;
    assert!(!is_alike(&known, &without_hash), "{known:?} {without_hash:?}");
}

#[tokio::test]
#[ignore = "takes minutes on a quiet machine: cargo test --release --test api t1_ -- --ignored; TRIES=10000 for the whole"]
async fn t1_no_statistic_tells_an_unknown_user_from_a_known_one() {
    let service = Service::new().await;
    first_user(&service).await;
    let tries = std::env::var("TRIES").map_or(1000, |tries| tries.parse().unwrap());

    let (known, unknown) = refusals(&service, tries, "not the password").await;

    let (t, apart) = (welch_t(&known, &unknown), (median(&known) - median(&unknown)).abs());
    println!("{tries} tries each: t = {t:.2}, medians {:.3} and {:.3} ms", median(&known), median(&unknown));
    assert!(t.abs() < 4.5 && apart < 1.0, "t = {t}, medians {} and {} ms", median(&known), median(&unknown));
}

#[tokio::test]
async fn t5_a_session_that_was_planted_is_not_taken_over_and_ends() {
    let service = Service::new().await;
    let (lin, _) = first_user(&service).await;
    let attacker = service.user("attacker").await;
    service.get(&attacker, "/api/v1/me").await.expect(200);

    // The attacker's own cookie, then one that was made up, lies in the browser of who signs in.
    for planted in [attacker.clone(), service.anon().with(header::COOKIE, "waterline=0123456789abcdef")] {
        let page = planted.clone().with(header::ORIGIN, "http://waterline.test");
        let signed_in = sign_in(&service, &page, "lin", PASSWORD).await.expect(201);
        let fresh = holder_of(&service, signed_in.header("set-cookie"));
        assert_eq!(service.get(&fresh, "/api/v1/me").await.expect(200).json()["user"]["login"], "lin");
        assert!(!gets_in(&service, &planted).await);
        service.get(&planted, "/api/v1/me").await.expect(401);
    }

    // Signing in again ends the session of before.
    let again = sign_in(&service, &lin, "lin", PASSWORD).await.expect(201);
    service.get(&lin, "/api/v1/me").await.expect(401);
    let lin = holder_of(&service, again.header("set-cookie"));
    service.get(&lin, "/api/v1/me").await.expect(200);
}

/// Does whoever holds a session's cookie still get in?
async fn gets_in(service: &Service, holder: &Actor) -> bool {
    service.get(holder, "/api/v1/me").await.status == 200
}

#[tokio::test]
async fn t5_a_session_that_was_left_open_would_be_seen() {
    let service = Service::new().await;
    first_user(&service).await;
    let attacker = service.user("attacker").await;
    let page = attacker.clone().with(header::ORIGIN, "http://waterline.test");
    sign_in(&service, &page, "lin", PASSWORD).await.expect(201);
    assert!(!gets_in(&service, &attacker).await);

    // The planted session again, as if signing in had left it where it was.
    let secret = attacker.header(&header::COOKIE).strip_prefix("waterline=").unwrap().to_owned();
    let now = service.app.clock.now();
    let open = Session { member: attacker.member, created_at: now, used_at: now, expires_at: now.plus_seconds(3600) };
    service.app.store.open_session(&secret::digest(&secret), &open).await.unwrap();
    service.app.directory.forget();

    assert!(gets_in(&service, &attacker).await);
}

#[tokio::test]
async fn t5_an_old_cookie_carries_no_right_that_was_taken() {
    let service = Service::new().await;
    let (owner, editor) = (service.user("owner").await, service.user("editor").await);
    let administrator = service.administrator("administrator").await;
    let account = service.account(&owner, "A").await;
    let people = format!("/api/v1/accounts/{account}/people");
    service.give(account, &editor, Role::Editor).await;
    service.person(&editor, account, "Ann").await;

    let role = format!("/api/v1/accounts/{account}/roles/{}", editor.member);
    service.send_json(&owner, "PUT", &role, &[], &json!({ "role": "reader" })).await.expect(200);
    service.post(&editor, &people, json!({ "name": "Ben" })).await.expect(403);
    service.get(&editor, &people).await.expect(200);

    let user = format!("/api/v1/users/{}", editor.member);
    let password = json!({ "password": "another long secret" });
    service.send_json(&administrator, "PATCH", &user, &[], &password).await.expect(200);
    service.get(&editor, "/api/v1/me").await.expect(401);
}

#[tokio::test]
async fn t6_a_stolen_database_holds_no_secret_that_opens_anything() {
    let service = Service::new().await;
    let (lin, link) = first_user(&service).await;
    let cookie = lin.header(&header::COOKIE).strip_prefix("waterline=").unwrap().to_owned();
    let asked = json!({ "name": "BI", "scopes": ["read"] });
    let made = service.post(&lin, "/api/v1/tokens", asked).await.expect(201).json();
    let token = made["secret"].as_str().unwrap().to_owned();
    service
        .get(&service.anon().with(header::AUTHORIZATION, &format!("Bearer {token}")), "/api/v1/me")
        .await
        .expect(200);

    let stolen = service.database_bytes();
    let holds = |what: &[u8]| stolen.windows(what.len()).any(|window| window == what);
    let bytes_of = |hex: &str| -> Vec<u8> {
        let digits = hex.rsplit('_').next().unwrap();
        (0..digits.len() / 2).map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap()).collect()
    };
    for secret in [&cookie, &token, &link] {
        assert!(bytes_of(secret).len() >= 16, "a secret of fewer than 128 bits");
        assert!(!holds(secret.as_bytes()) && !holds(&bytes_of(secret)), "a secret lies open in the database");
    }
    assert!(!holds(PASSWORD.as_bytes()));
    // The same search finds what may be there: the digests, and the hash with its cost.
    assert!(holds(&secret::digest(&token)) && holds(&secret::digest(&cookie)));
    assert!(holds(b"$argon2id$v=19$m=19456,t=2,p=1$"));

    let digest: Vec<String> = secret::digest(&token).iter().map(|byte| format!("{byte:02x}")).collect();
    for useless in [digest.concat(), format!("waterline_{}", digest.concat())] {
        let thief = service.anon().with(header::AUTHORIZATION, &format!("Bearer {useless}"));
        service.get(&thief, "/api/v1/me").await.expect(401);
        let thief = service.anon().with(header::COOKIE, &format!("waterline={useless}"));
        service.get(&thief, "/api/v1/me").await.expect(401);
    }
}

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
