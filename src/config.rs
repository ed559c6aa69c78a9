//! Configuration: from a file, the environment and flags, the later over the earlier.

mod error;

use std::net::SocketAddr;
use std::path::Path;

use clap::Args;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tracing_subscriber::EnvFilter;

pub use error::ConfigError;

/// The file that is read when none is named and it is there.
const FILE: &str = "waterline.toml";
/// The database when none is named.
const DATABASE: &str = "sqlite:waterline.db";

/// What may be said in the file, the environment and flags; all have defaults.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where to listen; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, env = "WATERLINE_LISTEN", value_name = "ADDRESS", value_parser = address)]
    pub listen: Option<SocketAddr>,
    /// The database: `sqlite:FILE` or `postgres://USER@HOST/NAME` [default: sqlite:waterline.db]
    #[arg(long, env = "WATERLINE_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// The address under which browsers find the service behind a proxy, such as `https://waterline.example`
    #[arg(long, env = "WATERLINE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// The time zone in which a day begins, such as Asia/Shanghai [default: the machine's]
    #[arg(long, env = "WATERLINE_TIME_ZONE", value_name = "NAME")]
    pub time_zone: Option<String>,
    /// How logs are written to standard error: text or json [default: text]
    #[arg(long, env = "WATERLINE_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// What is logged, such as info, warn or waterline=debug [default: warn,waterline=info]
    #[arg(long, env = "WATERLINE_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// Where to serve /metrics for Prometheus, on this machine only, such as 127.0.0.1:9090 [default: nowhere]
    #[arg(long, env = "WATERLINE_METRICS", value_name = "ADDRESS", value_parser = address)]
    pub metrics: Option<SocketAddr>,
    /// Most connections at once; fewer when the system allows fewer open files [default: 4096]
    #[arg(long, env = "WATERLINE_CONNECTIONS", value_name = "NUMBER")]
    pub connections: Option<usize>,
    /// Most connections of one address at once; give a proxy as many as it needs [default: 1024]
    #[arg(long, env = "WATERLINE_CONNECTIONS_PER_ADDRESS", value_name = "NUMBER")]
    pub connections_per_address: Option<usize>,
    /// Proxies that are believed about where a request comes from, such as 127.0.0.1,10.0.0.0/8 [default: none]
    #[arg(long, env = "WATERLINE_TRUSTED_PROXIES", value_name = "ADDRESSES", value_delimiter = ',')]
    pub trusted_proxies: Option<Vec<String>>,
    /// The header in which they tell it: x-forwarded-for or forwarded [default: x-forwarded-for]
    #[arg(long, env = "WATERLINE_PROXY_HEADER", value_name = "HEADER")]
    pub proxy_header: Option<ProxyHeaderName>,
    /// Seconds that a request may take [default: 15]
    #[arg(long, env = "WATERLINE_REQUEST_SECONDS", value_name = "SECONDS")]
    pub request_seconds: Option<u64>,
    /// Seconds that an import may take [default: 300]
    #[arg(long, env = "WATERLINE_IMPORT_SECONDS", value_name = "SECONDS")]
    pub import_seconds: Option<u64>,
}

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// One line for people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// The header in which proxies tell where a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum ProxyHeaderName {
    /// The one that most proxies know.
    #[default]
    XForwardedFor,
    /// The one of RFC 7239.
    Forwarded,
}

/// The whole configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The database.
    pub database: String,
    /// The address under which browsers find the service, without a slash at its end.
    pub public_url: Option<String>,
    /// The time zone in which a day begins.
    pub time_zone: TimeZone,
    /// How logs are written.
    pub log_format: LogFormat,
    /// What is logged.
    pub log: String,
    /// Where the metrics are served, if anywhere.
    pub metrics: Option<SocketAddr>,
    /// Most connections at once.
    pub connections: usize,
    /// Most connections of one address at once.
    pub connections_per_address: usize,
    /// Addresses and networks of proxies that are believed about where a request comes from.
    pub trusted_proxies: Vec<String>,
    /// The header in which they tell it.
    pub proxy_header: ProxyHeaderName,
    /// Seconds that a request may take.
    pub request_seconds: u64,
    /// Seconds that an import may take.
    pub import_seconds: u64,
}

impl Settings {
    /// These settings, with what they leave out taken from others.
    fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            database: self.database.or(other.database),
            public_url: self.public_url.or(other.public_url),
            time_zone: self.time_zone.or(other.time_zone),
            log_format: self.log_format.or(other.log_format),
            log: self.log.or(other.log),
            metrics: self.metrics.or(other.metrics),
            connections: self.connections.or(other.connections),
            connections_per_address: self.connections_per_address.or(other.connections_per_address),
            trusted_proxies: self.trusted_proxies.or(other.trusted_proxies),
            proxy_header: self.proxy_header.or(other.proxy_header),
            request_seconds: self.request_seconds.or(other.request_seconds),
            import_seconds: self.import_seconds.or(other.import_seconds),
        }
    }
}

impl Config {
    /// Flags and environment over the file that is named, or over `waterline.toml` if it is there.
    pub fn load(given: Settings, file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::of(given.or(in_file(file)?))
    }

    /// The database alone, for commands that need no other setting: what is given, or else what the file says.
    pub fn database(given: Option<String>, file: Option<&Path>) -> Result<String, ConfigError> {
        let given = Settings { database: given, ..Settings::default() };
        // A file that says other things wrongly does not keep the operator from a database that is named.
        let settings = if given.database.is_some() { given } else { in_file(file)? };
        Ok(settings.database.unwrap_or_else(|| DATABASE.to_owned()))
    }

    /// The time zone alone, likewise.
    pub fn time_zone(given: Option<String>, file: Option<&Path>) -> Result<TimeZone, ConfigError> {
        let name = if given.is_some() { given } else { in_file(file)?.time_zone };
        checked_time_zone(name)
    }

    /// The file that is read.
    pub fn file(named: Option<&Path>) -> &Path {
        named.unwrap_or(Path::new(FILE))
    }

    /// The names of the settings that the file holds.
    pub fn named_in(file: Option<&Path>) -> Result<Vec<String>, ConfigError> {
        let path = Self::file(file);
        let Ok(text) = std::fs::read_to_string(path) else { return Ok(Vec::new()) };
        let table: toml::Table = toml::from_str(&text).map_err(|error| ConfigError::wrong(path, &text, &error))?;
        Ok(table.keys().cloned().collect())
    }

    /// Every setting but the database, whose URL may hold a password: its name in the file, and its value.
    pub fn shown(&self) -> Vec<(&'static str, String)> {
        let log_format = match self.log_format {
            LogFormat::Text => "text",
            LogFormat::Json => "json",
        };
        let proxy_header = match self.proxy_header {
            ProxyHeaderName::XForwardedFor => "x-forwarded-for",
            ProxyHeaderName::Forwarded => "forwarded",
        };
        let trusted_proxies =
            if self.trusted_proxies.is_empty() { "(none)".to_owned() } else { self.trusted_proxies.join(",") };
        vec![
            ("listen", self.listen.to_string()),
            ("public_url", self.public_url.clone().unwrap_or_else(|| "(none)".to_owned())),
            ("time_zone", self.time_zone.iana_name().unwrap_or("(the machine's)").to_owned()),
            ("log_format", log_format.to_owned()),
            ("log", self.log.clone()),
            ("metrics", self.metrics.map_or_else(|| "(nowhere)".to_owned(), |address| address.to_string())),
            ("connections", self.connections.to_string()),
            ("connections_per_address", self.connections_per_address.to_string()),
            ("trusted_proxies", trusted_proxies),
            ("proxy_header", proxy_header.to_owned()),
            ("request_seconds", self.request_seconds.to_string()),
            ("import_seconds", self.import_seconds.to_string()),
        ]
    }

    /// The configuration that these settings make.
    pub fn of(settings: Settings) -> Result<Self, ConfigError> {
        Ok(Self {
            listen: settings.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080))),
            database: settings.database.unwrap_or_else(|| DATABASE.to_owned()),
            public_url: settings.public_url.as_deref().map(checked_url).transpose()?,
            time_zone: checked_time_zone(settings.time_zone)?,
            log_format: settings.log_format.unwrap_or_default(),
            log: settings.log.map_or_else(|| Ok("warn,waterline=info".to_owned()), checked_log)?,
            metrics: settings.metrics.map(checked_metrics).transpose()?,
            connections: at_least_one("connections", settings.connections.unwrap_or(4096))?,
            connections_per_address: at_least_one(
                "connections_per_address",
                settings.connections_per_address.unwrap_or(1024),
            )?,
            trusted_proxies: settings.trusted_proxies.unwrap_or_default(),
            proxy_header: settings.proxy_header.unwrap_or_default(),
            request_seconds: at_least_one("request_seconds", settings.request_seconds.unwrap_or(15))?,
            import_seconds: at_least_one("import_seconds", settings.import_seconds.unwrap_or(300))?,
        })
    }
}

/// What the file says that is named, or `waterline.toml` if it is there.
fn in_file(file: Option<&Path>) -> Result<Settings, ConfigError> {
    let path = Config::file(file);
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map_err(|error| ConfigError::wrong(path, &text, &error)),
        Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(error) => Err(ConfigError::Unreadable { path: path.to_owned(), reason: error.to_string() }),
    }
}

/// Understands an address of a flag or of a variable.
fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_error| {
        "write an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080, and no name; this is the flag, or its variable \
         WATERLINE_…"
            .to_owned()
    })
}

fn checked_time_zone(name: Option<String>) -> Result<TimeZone, ConfigError> {
    match name {
        Some(name) => TimeZone::get(&name).map_err(|_error| ConfigError::UnknownTimeZone(name)),
        None => Ok(TimeZone::system()),
    }
}

fn checked_log(filter: String) -> Result<String, ConfigError> {
    if EnvFilter::try_new(&filter).is_ok() { Ok(filter) } else { Err(ConfigError::WrongLog(filter)) }
}

fn at_least_one<T: Default + PartialEq>(name: &'static str, number: T) -> Result<T, ConfigError> {
    if number == T::default() { Err(ConfigError::Nothing(name)) } else { Ok(number) }
}

/// Metrics tell how much is worked and when; they stay on the machine.
fn checked_metrics(address: SocketAddr) -> Result<SocketAddr, ConfigError> {
    if address.ip().is_loopback() { Ok(address) } else { Err(ConfigError::MetricsForAll(address)) }
}

fn checked_url(url: &str) -> Result<String, ConfigError> {
    let url = url.trim_end_matches('/').to_owned();
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ']) => Ok(url),
        _ => Err(ConfigError::WrongPublicUrl(url)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_stands_over_the_file_and_the_file_over_the_defaults() {
        let given = Settings { request_seconds: Some(5), ..Settings::default() };
        let file: Settings = toml::from_str("request_seconds = 7\ntime_zone = \"Asia/Shanghai\"").unwrap();

        let config = Config::of(given.or(file)).unwrap();

        assert_eq!((config.request_seconds, config.connections), (5, 4096));
        assert_eq!(config.time_zone.iana_name(), Some("Asia/Shanghai"));
    }

    #[test]
    fn every_setting_is_shown_under_its_name_in_the_file() {
        let config = Config::of(Settings::default()).unwrap();

        for (name, _) in config.shown() {
            let refusal = toml::from_str::<Settings>(&format!("{name} = {{}}")).unwrap_err().to_string();
            assert!(!refusal.contains("unknown field"), "{refusal}");
        }
        let known = toml::from_str::<Settings>("nothing = 1").unwrap_err().to_string();
        assert_eq!(known.matches('`').count() / 2 - 2, config.shown().len(), "{known}");
    }

    #[test]
    fn a_mistake_is_named() {
        let wrong = toml::from_str::<Settings>("lisen = \"127.0.0.1:1\"").unwrap_err().to_string();
        assert!(wrong.contains("lisen"), "{wrong}");
        let nowhere = Settings { time_zone: Some("Mars/Olympus".to_owned()), ..Settings::default() };
        assert!(Config::of(nowhere).unwrap_err().to_string().contains("Mars/Olympus"));
        let url = Settings { public_url: Some("waterline.example".to_owned()), ..Settings::default() };
        assert!(Config::of(url).is_err());
        let filter = Settings { log: Some("===,x".to_owned()), ..Settings::default() };
        assert!(Config::of(filter).unwrap_err().to_string().contains("===,x"));
        let no_time = Settings { request_seconds: Some(0), ..Settings::default() };
        assert!(Config::of(no_time).unwrap_err().to_string().contains("request_seconds"));
        let no_connections = Settings { connections: Some(0), ..Settings::default() };
        assert!(Config::of(no_connections).unwrap_err().in_chinese().contains("connections"));
        let open = Settings { metrics: Some("0.0.0.0:9090".parse().unwrap()), ..Settings::default() };
        assert!(Config::of(open).unwrap_err().to_string().contains("--metrics 127.0.0.1:9090"));
    }

    #[test]
    fn a_mistake_in_the_file_is_placed_without_repeating_its_line() {
        let text = "listen = \"127.0.0.1:1\"\ndatabase = \"postgres://wl:S3cret@host/db\n";
        let error = toml::from_str::<Settings>(text).unwrap_err();

        let told = ConfigError::wrong(Path::new("waterline.toml"), text, &error).to_string();

        assert!(told.contains("waterline.toml") && told.contains("line 2"), "{told}");
        assert!(!told.contains("S3cret"), "{told}");
    }
}
