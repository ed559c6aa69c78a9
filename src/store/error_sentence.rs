//! What can go wrong with the database, in the language of whoever runs the machine.

use super::error::StoreError;
use crate::model::language::Language;

impl StoreError {
    /// The sentence in this language; what a database or the system says of itself stays as it said it.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::Zh => self.in_chinese(),
        }
    }

    fn in_chinese(&self) -> String {
        match self {
            Self::UnknownUrl { url } => format!(
                "看不懂数据库 URL“{url}”：应为 sqlite:路径（如 sqlite:waterline.db）或 postgres://用户@主机/名称"
            ),
            Self::Unopened { url, reason } => format!("无法打开数据库 {url}：{reason}"),
            Self::Missing { file } => format!(
                "{file} 没有数据库；请用 --database sqlite:文件 指明（`waterline serve`、`waterline import` 和 `waterline demo` 会新建）"
            ),
            Self::Foreign { file } => {
                format!("{file} 是 SQLite 文件，但不是 Waterline 的数据库：没有它的表；文件未被改动，请另指一个")
            }
            Self::Newer { url, found, known } => format!(
                "数据库 {url} 由更新版本的 waterline 写成：其结构版本为 {found}，本程序只认识到 {known}；请启动更新的版本，或恢复升级之前的备份"
            ),
            Self::Unmigrated { url, reason } => format!("无法更新数据库 {url} 的结构：{reason}"),
            Self::Damaged { url, reason } => format!(
                "数据库 {url} 已损坏：{reason}。其中内容未被改动；`waterline verify` 可查详情，`waterline restore 备份 --replace` 以备份取代它并保留原件"
            ),
            Self::Broken(reason) => format!("数据库已无法读写，因此不再确认任何更改：{reason}"),
            Self::Unreadable(reason) => format!("数据库中有无法读出的值：{reason}"),
            Self::Full => "无法再写入：数据库所在的磁盘已满".to_owned(),
            Self::Busy => "另一个程序正在写数据库，本次未保存；请稍后再试".to_owned(),
            Self::Unreachable(reason) => format!("无法连接数据库，本次未保存：{reason}"),
            Self::ReadOnly => "数据库目前只能读取（备用库，或被设为只读），本次未保存".to_owned(),
            Self::Stopping => "程序正在停止，本次未保存".to_owned(),
            Self::Fault => "程序处理此请求时出错，未保存任何内容".to_owned(),
            Self::NoAccount(id) => format!("没有客户 {id}"),
            Self::Conflict { zh, .. } => format!("无法办理：{zh}"),
            Self::Hindered { zh, .. } => zh.clone(),
            Self::Unknown => "提交时与数据库的连接中断，不知是否已保存；请用同一个幂等键再试".to_owned(),
            Self::Database(error) => format!("数据库出错：{error}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_the_database_is_told_in_both_languages() {
        let missing = StoreError::Missing { file: "waterline.db".to_owned() };

        assert!(missing.sentence(Language::En).contains("there is no database at waterline.db"));
        assert!(missing.sentence(Language::Zh).starts_with("waterline.db 没有数据库"));
        let conflict = StoreError::conflict("登录名重复", "the login is taken");
        assert_eq!(conflict.sentence(Language::Zh), "无法办理：登录名重复");
        assert_eq!(conflict.sentence(Language::En), "the login is taken");
    }
}
