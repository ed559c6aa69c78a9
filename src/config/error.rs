//! What is wrong with a configuration, in both languages and without what it says of passwords.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration file {} cannot be read: {reason}", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The file says something that is not understood.
    #[error("the configuration file {} is not understood: line {line}, column {column}: {reason}", .path.display())]
    Wrong {
        /// Which file.
        path: PathBuf,
        /// In which line, from 1.
        line: usize,
        /// At which character of it, from 1.
        column: usize,
        /// What.
        reason: String,
    },
    /// There is no such time zone.
    #[error("there is no time zone “{0}”; use a name such as Asia/Shanghai or Europe/London")]
    UnknownTimeZone(String),
    /// What is to be logged is not understood.
    #[error("“{0}” says nothing of what to log; write levels such as info, or warn,waterline=debug")]
    WrongLog(String),
    /// A number of which there must be some is 0.
    #[error("{0} must be at least 1")]
    Nothing(&'static str),
    /// The metrics would be open to the network.
    #[error("metrics are served on this machine only, not on {0}; write --metrics 127.0.0.1:{port}, and let a proxy or an agent on this machine hand them on", port = .0.port())]
    MetricsForAll(SocketAddr),
    /// The public address is none.
    #[error("“{0}” is no address of a service; write it like https://waterline.example, without a path")]
    WrongPublicUrl(String),
}

impl ConfigError {
    /// A mistake in a file, told by its place: the line itself may hold a password.
    pub(super) fn wrong(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start);
        let before = text.get(..at).unwrap_or(text);
        let line_before = before.rsplit('\n').next().unwrap_or_default();
        Self::Wrong {
            path: path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: line_before.chars().count() + 1,
            reason: error.message().trim().replace('\n', "; "),
        }
    }

    /// The sentence in Chinese; the words of the system and of the format stay as they are.
    pub fn in_chinese(&self) -> String {
        match self {
            Self::Unreadable { path, reason } => format!("无法读取配置文件 {}：{reason}", path.display()),
            Self::Wrong { path, line, column, reason } => {
                format!("看不懂配置文件 {} 第 {line} 行第 {column} 字：{reason}", path.display())
            }
            Self::UnknownTimeZone(name) => {
                format!("没有时区“{name}”；请用 Asia/Shanghai、Europe/London 一类的名称")
            }
            Self::WrongLog(filter) => {
                format!("看不懂日志设置“{filter}”；请写级别，如 info 或 warn,waterline=debug")
            }
            Self::Nothing(name) => format!("{name} 至少为 1"),
            Self::MetricsForAll(address) => format!(
                "指标只在本机提供，不能用 {address}；请写 --metrics 127.0.0.1:{}，由本机的代理或采集程序转出",
                address.port()
            ),
            Self::WrongPublicUrl(url) => {
                format!("“{url}”不是服务的地址；请写成 https://waterline.example 的样子，不带路径")
            }
        }
    }
}
