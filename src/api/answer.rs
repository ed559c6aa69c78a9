//! Answers to reads: each with a digest of its own bytes as `ETag`, and the latest ones kept in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::problem::Problem;
use crate::model::id::AccountId;
use crate::model::time::Day;
use crate::model::viewer::Viewer;

/// An answer as bytes.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The bytes.
    pub body: Bytes,
    /// The digest of the bytes, quoted.
    pub etag: HeaderValue,
    /// The kind of content.
    pub kind: HeaderValue,
    /// Further headers.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl Answer {
    /// An answer of this kind.
    pub fn new(kind: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let etag = etag_of(&body);
        Self { body, etag, kind: HeaderValue::from_static(kind), headers: Vec::new() }
    }

    /// A value as JSON.
    pub fn json<T: Serialize>(value: &T) -> Result<Self, Problem> {
        let body = serde_json::to_vec(value).map_err(|error| Problem::internal(&error))?;
        Ok(Self::new("application/json", body))
    }

    /// The same answer with a further header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The answer to a request that may already hold it.
    pub fn respond(&self, asked: &HeaderMap) -> Response {
        let is_known = holds(asked, &header::IF_NONE_MATCH, &self.etag);
        let status = if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        let body = if is_known { Body::empty() } else { Body::from(self.body.clone()) };
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("Cookie, Authorization, Accept-Language"));
        if !is_known {
            headers.insert(header::CONTENT_TYPE, self.kind.clone());
        }
        for (name, value) in &self.headers {
            headers.append(name, value.clone());
        }
        response
    }
}

/// The digest of bytes as an entity tag.
pub fn etag_of(bytes: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(bytes);
    let mut tag = String::with_capacity(34);
    tag.push('"');
    for byte in &digest[..16] {
        tag.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        tag.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
    }
    tag.push('"');
    HeaderValue::try_from(tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

/// The entity tag of a record as its viewer sees it.
pub fn record_etag<T: Serialize>(record: &T) -> String {
    let bytes = serde_json::to_vec(record).unwrap_or_default();
    etag_of(&bytes).to_str().unwrap_or_default().to_owned()
}

/// Does a header such as `If-None-Match` hold this tag, or `*`?
pub fn holds(headers: &HeaderMap, name: &HeaderName, etag: &HeaderValue) -> bool {
    let Ok(etag) = etag.to_str() else { return false };
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).any(|value| names_tag(value, etag))
}

/// Does a list of tags name this one?
pub fn names_tag(list: &str, etag: &str) -> bool {
    list.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// What an answer in memory answers: everything that its bytes depend on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The account.
    pub account: AccountId,
    /// The number of batches that made it; it never leaves the server.
    pub seq: u64,
    /// This day.
    pub today: Day,
    /// Who looks, and up to which tier.
    pub viewer: Viewer,
    /// Path and query, and what else the answer depends on.
    pub what: String,
}

/// The answers given last, up to a limit of bytes.
#[derive(Debug)]
pub struct Answers {
    limit: usize,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    answers: HashMap<Asked, (Arc<Answer>, u64)>,
    bytes: usize,
    uses: u64,
}

impl Answers {
    /// No answers yet.
    pub fn new(limit: usize) -> Self {
        Self { limit, kept: Mutex::default() }
    }

    /// About how many bytes of answers are kept.
    pub fn bytes(&self) -> usize {
        self.lock().bytes
    }

    /// The answer, if it is in memory.
    pub fn get(&self, asked: &Asked) -> Option<Arc<Answer>> {
        let mut kept = self.lock();
        kept.uses += 1;
        let uses = kept.uses;
        let (answer, used) = kept.answers.get_mut(asked)?;
        *used = uses;
        Some(answer.clone())
    }

    /// Keeps an answer, and forgets those used longest ago.
    pub fn keep(&self, asked: Asked, answer: Answer) -> Arc<Answer> {
        let answer = Arc::new(answer);
        let size = size_of(&asked, &answer);
        if size > self.limit / 4 {
            return answer;
        }
        let mut kept = self.lock();
        kept.uses += 1;
        let uses = kept.uses;
        kept.bytes += size;
        if let Some((old, _)) = kept.answers.remove(&asked) {
            kept.bytes -= size_of(&asked, &old);
        }
        kept.answers.insert(asked, (answer.clone(), uses));
        if kept.bytes > self.limit {
            kept.forget_older_half();
        }
        answer
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // Nothing that holds the lock can leave the count half changed.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Forgets the answers used longest ago, half of the bytes at once, so that making room is rare.
    fn forget_older_half(&mut self) {
        let mut ages: Vec<(u64, usize)> =
            self.answers.iter().map(|(asked, (answer, used))| (*used, size_of(asked, answer))).collect();
        ages.sort_unstable();
        let mut to_free = self.bytes / 2;
        let mut newest_gone = 0;
        for (used, size) in ages {
            if to_free == 0 {
                break;
            }
            to_free = to_free.saturating_sub(size);
            newest_gone = used;
        }
        self.answers.retain(|_, (_, used)| *used > newest_gone);
        self.bytes = self.answers.iter().map(|(asked, (answer, _))| size_of(asked, answer)).sum();
    }
}

fn size_of(asked: &Asked, answer: &Answer) -> usize {
    answer.body.len() + asked.what.len() + 256
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_stays_below_its_limit_and_keeps_what_is_used() {
        let asked = |what: usize| Asked {
            account: AccountId::default(),
            seq: 1,
            today: Day::new(2026, 3, 1).unwrap(),
            viewer: Viewer::Operator,
            what: what.to_string(),
        };
        let answers = Answers::new(100_000);

        for number in 0..1000 {
            answers.keep(asked(number), Answer::new("text/plain", vec![b'x'; 1000]));
            assert!(answers.get(&asked(0)).is_some());
        }

        assert!(answers.lock().bytes <= 100_000);
        assert!(answers.get(&asked(500)).is_none());
    }
}
