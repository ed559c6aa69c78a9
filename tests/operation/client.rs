//! A client of HTTP/1.1 on one connection, plain enough that a test sees when the connection breaks.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// A connection that is opened again when it was closed.
pub struct Client {
    address: String,
    connection: Option<BufReader<TcpStream>>,
    headers: Vec<(String, String)>,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// The same answer, if it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}

impl Client {
    pub fn new(address: &str) -> Self {
        let origin = ("origin".to_owned(), format!("http://{address}"));
        Self { address: address.to_owned(), connection: None, headers: vec![origin] }
    }

    /// Another connection in the same name.
    pub fn again(&self) -> Self {
        Self { address: self.address.clone(), connection: None, headers: self.headers.clone() }
    }

    /// The same caller at another service.
    pub fn at(&self, address: &str) -> Self {
        let mut other = Self::new(address);
        other.headers.extend(self.headers.iter().filter(|(name, _)| name != "origin").cloned());
        other
    }

    /// Sends the session's cookie from now on.
    pub fn keep_cookie(&mut self, answer: &Answer) {
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        self.headers.push(("cookie".to_owned(), cookie));
    }

    /// The headers that go with each request.
    pub fn head(&self) -> String {
        self.headers.iter().fold(String::new(), |mut head, (name, value)| {
            write!(head, "{name}: {value}\r\n").unwrap();
            head
        })
    }

    #[track_caller]
    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], None).unwrap()
    }

    #[track_caller]
    pub fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[], Some(body)).unwrap()
    }

    /// Sends a request; an error when the connection broke before the whole answer was there.
    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> io::Result<Answer> {
        let answer = self.try_send(method, path, headers, body);
        if answer.is_err() {
            self.connection = None;
        }
        answer
    }

    fn try_send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> io::Result<Answer> {
        let body = body.map(Value::to_string);
        self.exchange(method, path, headers, body.as_ref().map(|body| ("application/json", body.as_bytes())))
    }

    /// Sends a file as it is.
    #[track_caller]
    pub fn upload(&mut self, path: &str, file: &[u8]) -> Answer {
        self.exchange("POST", path, &[], Some(("application/octet-stream", file))).unwrap()
    }

    /// Sends a request with a body of some type.
    fn exchange(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<(&str, &[u8])>,
    ) -> io::Result<Answer> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n{}", self.address, self.head());
        for (name, value) in headers {
            write!(request, "{name}: {value}\r\n").unwrap();
        }
        if let Some((kind, body)) = &body {
            write!(request, "content-type: {kind}\r\ncontent-length: {}\r\n", body.len()).unwrap();
        }
        request.push_str("\r\n");
        if self.connection.is_none() {
            let stream = TcpStream::connect(&self.address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(Duration::from_mins(1)))?;
            self.connection = Some(BufReader::new(stream));
        }
        let connection = self.connection.as_mut().unwrap();
        connection.get_mut().write_all(request.as_bytes())?;
        if let Some((_, body)) = &body {
            connection.get_mut().write_all(body)?;
        }
        let (answer, stays) = read_answer(connection)?;
        if !stays {
            self.connection = None;
        }
        Ok(answer)
    }
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, what.to_owned())
}

fn read_line(connection: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    if connection.read_line(&mut line)? == 0 {
        return Err(broken("the connection was closed"));
    }
    Ok(line.trim_end().to_owned())
}

/// The next answer, and whether the connection stays open after it.
fn read_answer(connection: &mut impl BufRead) -> io::Result<(Answer, bool)> {
    let status = read_line(connection)?;
    let status = status.split(' ').nth(1).and_then(|text| text.parse().ok()).ok_or_else(|| broken("no status"))?;
    let mut headers = Vec::new();
    loop {
        let line = read_line(connection)?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer { status, headers, body: Vec::new() };
    if answer.header("transfer-encoding") == "chunked" {
        loop {
            let size = read_line(connection)?;
            let size = usize::from_str_radix(&size, 16).map_err(|error| broken(&error.to_string()))?;
            let mut chunk = vec![0; size];
            connection.read_exact(&mut chunk)?;
            answer.body.extend(chunk);
            read_line(connection)?;
            if size == 0 {
                break;
            }
        }
    } else {
        answer.body.resize(answer.header("content-length").parse().unwrap_or(0), 0);
        connection.read_exact(&mut answer.body)?;
    }
    let stays = !answer.header("connection").eq_ignore_ascii_case("close");
    Ok((answer, stays))
}
