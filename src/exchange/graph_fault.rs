//! Why a graph file is refused, as one sentence that says where.

use crate::model::language::Language;

/// Why a graph file is refused, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphFault {
    /// The line and the column, both counted from 1, and what stands there.
    pub place: Option<(u32, usize, String)>,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong with a graph file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The bytes are no text.
    NoText,
    /// There is more than can be read.
    TooLarge,
    /// A quotation mark opens a cell and none closes it.
    OpenQuotation,
    /// Text follows the quotation mark that closes a cell.
    TextAfterQuotation,
    /// A row has one cell only.
    OneCell,
    /// A node has no name.
    NoName,
    /// A weight is no finite number.
    NoNumber,
    /// No column is called so.
    NoColumn {
        /// The heading or number that was asked for.
        wanted: String,
        /// The headings that there are.
        headings: String,
    },
    /// The XML is broken, or no GraphML.
    Xml(String),
}

impl GraphFault {
    pub(super) fn of_file(trouble: Trouble) -> Self {
        Self { place: None, trouble }
    }

    /// A fault at a line counted from 1 and a column counted from 0.
    pub(super) fn at(line: u32, column: usize, value: impl Into<String>, trouble: Trouble) -> Self {
        Self { place: Some((line, column + 1, value.into())), trouble }
    }

    /// The sentence that a user reads.
    pub fn sentence(&self, language: Language) -> String {
        let what = self.trouble.sentence(language);
        let Some((line, column, value)) = &self.place else { return what };
        let value: String = value.chars().take(40).collect();
        match (language, &self.trouble) {
            (Language::Zh, Trouble::Xml(_)) => format!("第 {line} 行：{what}"),
            (Language::En, Trouble::Xml(_)) => format!("line {line}: {what}"),
            (Language::Zh, _) => format!("第 {line} 行第 {column} 列（“{value}”）：{what}"),
            (Language::En, _) => format!("line {line}, field {column} (“{value}”): {what}"),
        }
    }
}

impl Trouble {
    /// The sentence without the place.
    pub(super) fn sentence(&self, language: Language) -> String {
        match language {
            Language::Zh => self.zh(),
            Language::En => self.en(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::NoText => "不是可读的文本；请存为 UTF-8 的 CSV、TSV 或 GraphML。".to_owned(),
            Self::TooLarge => "文件过大；请先拆分或只保留需要的列。".to_owned(),
            Self::OpenQuotation => "引号没有闭合；请补上结束引号。".to_owned(),
            Self::TextAfterQuotation => "结束引号之后还有文字；请将单元格内的引号写成两个。".to_owned(),
            Self::OneCell => "这一行只有一格；每行应为“起点,终点[,权重]”，用逗号、分号或制表符分隔。".to_owned(),
            Self::NoName => "节点没有名称；起点和终点都要填写。".to_owned(),
            Self::NoNumber => "权重不是有限的数；请写 0.5 或 3 这样的数字。".to_owned(),
            Self::NoColumn { wanted, headings } => format!("没有名为“{wanted}”的列；首行是：{headings}。"),
            Self::Xml(why) => format!("不是可读的 GraphML：{why}"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::NoText => "this is no readable text; save it as CSV, TSV or GraphML in UTF-8.".to_owned(),
            Self::TooLarge => "the file is too large; split it, or keep the needed columns only.".to_owned(),
            Self::OpenQuotation => "a quotation mark opens this field and none closes it; close it.".to_owned(),
            Self::TextAfterQuotation => {
                "text follows the closing quotation mark; double quotation marks inside a field.".to_owned()
            }
            Self::OneCell => {
                "the row has one field; write source,target[,weight], with commas, semicolons or tabs between."
                    .to_owned()
            }
            Self::NoName => "a node has no name; both source and target are needed.".to_owned(),
            Self::NoNumber => "the weight is no finite number; write one like 0.5 or 3.".to_owned(),
            Self::NoColumn { wanted, headings } => {
                format!("no column is called “{wanted}”; the first row has: {headings}.")
            }
            Self::Xml(why) => format!("this is no readable GraphML: {why}"),
        }
    }
}
