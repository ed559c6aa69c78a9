//! Bodies of requests as JSON: read strictly, under limits, and refused with the field that is to blame.

use std::fmt;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::blame::blame;
use super::listen::SlowBody;
use super::problem::Problem;
use super::shape;

/// Most bytes of a body of JSON.
pub const BODY_MAX: usize = 2 << 20;
/// Deepest nesting.
const DEPTH_MAX: usize = 32;
/// Most fields of one object.
const FIELDS_MAX: usize = 256;

/// A body of JSON, read as `T`, with the bytes it was read from.
#[derive(Debug)]
pub struct Body<T> {
    /// What it says.
    pub value: T,
    /// The same as plain JSON.
    pub json: Value,
    /// As it came.
    pub bytes: Bytes,
}

impl<S: Sync, T: DeserializeOwned + ToSchema> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        if request.headers().get(header::CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
            return Err(packed());
        }
        if !is_json(request.headers()) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not_json",
                "请以 application/json 发送。",
                "Send the body as application/json.",
            ));
        }
        let bytes = read_all(request, BODY_MAX).await?;
        let json = parse(&bytes)?;
        let value = read(&json, "")?;
        shape::check(&T::name(), &json)?;
        Ok(Self { value, json, bytes })
    }
}

/// The problem of a body that came packed.
pub(super) fn packed() -> Problem {
    Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "packed_body",
        "请勿压缩内容：不接受带 Content-Encoding 的请求。",
        "Send the body as it is: no Content-Encoding is taken.",
    )
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

/// All bytes of a body, if they are not too many.
pub async fn read_all(request: Request, most: usize) -> Result<Bytes, Problem> {
    axum::body::to_bytes(request.into_body(), most).await.map_err(|error| {
        let too_long = std::error::Error::source(&error).is_some_and(|source| source.to_string().contains("limit"));
        if too_long && !is_slow(&error) {
            let megabytes = most >> 20;
            return Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                format!("内容超过 {megabytes} MB，请分批发送。"),
                format!("The body is larger than {megabytes} MB; send it in parts."),
            );
        }
        broken_body(&error)
    })
}

/// The problem of a body that did not come to its end.
pub(super) fn broken_body(error: &axum::Error) -> Problem {
    if is_slow(error) {
        return Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "too_slow",
            "内容传送过慢，已中止。",
            "The body came too slowly and was given up.",
        );
    }
    Problem::new(StatusCode::BAD_REQUEST, "broken_off", "请求中断。", "The request broke off.")
}

/// Was a body given up because it came too slowly?
fn is_slow(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| error.source()).any(<dyn std::error::Error>::is::<SlowBody>)
}

/// Reads JSON strictly: no field twice, no nesting without end.
pub fn parse(bytes: &[u8]) -> Result<Value, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let parsed = Strict { depth: 0 }.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    parsed.map_err(|error| {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "broken_json",
            format!("内容不是正确的 JSON（第 {} 行第 {} 列）：{error}。", error.line(), error.column()),
            format!("The body is not proper JSON: {error}."),
        )
    })
}

/// Reads a value as `T`; `at` is its own place in the body.
pub fn read<T: DeserializeOwned>(json: &Value, at: &str) -> Result<T, Problem> {
    T::deserialize(json).map_err(|error| blame::<T>(json, &error.to_string(), at))
}

/// Builds a value and refuses what [`serde_json`] would take in silence.
struct Strict {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if self.depth > DEPTH_MAX {
            return Err(D::Error::custom(format!("it is nested more than {DEPTH_MAX} deep")));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(Self { depth: self.depth + 1 })? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = entries.next_key::<String>()? {
            if fields.len() >= FIELDS_MAX {
                return Err(A::Error::custom(format!("an object has more than {FIELDS_MAX} fields")));
            }
            let value = entries.next_value_seed(Self { depth: self.depth + 1 })?;
            if fields.contains_key(&name) {
                let name: String = name.chars().take(60).collect();
                return Err(A::Error::custom(format!("the field “{name}” stands twice in one object")));
            }
            fields.insert(name, value);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_json_is_refused() {
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        let wide = format!("{{{}}}", (0..300).map(|n| format!("\"f{n}\":1")).collect::<Vec<_>>().join(","));
        for hostile in [deep.as_str(), &wide, "{\"a\":1,\"a\":2}", "NaN", "{\"a\":NaN}", "{} {}", "{\"a\":1e999}", ""] {
            assert_eq!(parse(hostile.as_bytes()).unwrap_err().status(), StatusCode::BAD_REQUEST);
        }
        assert_eq!(parse(b"{\"a\":[1,null,\"x\"]}").unwrap()["a"][2], "x");
    }
}
