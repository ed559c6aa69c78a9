//! What an import has to say about a file: errors, warnings and notes, each a sentence in Chinese and English.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sentence;
use super::table::column_letters;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something the user may like to know; nothing was lost.
    Note,
    /// Something was left out or guessed; the sentence says what.
    Warning,
    /// The file is refused.
    Error,
}

/// Where in a file something was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = FindingPlace)]
pub struct Place {
    /// The name of the file.
    pub file: String,
    /// The sheet of a spreadsheet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The line of a text file or the row of a spreadsheet, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The letters of the column: A, B … AA.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// What the head of the column says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub header: String,
}

impl Place {
    /// A file as a whole.
    pub fn file(name: &str) -> Self {
        Self { file: name.to_owned(), ..Self::default() }
    }

    /// A sheet of the same file.
    #[must_use]
    pub fn on_sheet(mut self, name: &str) -> Self {
        name.clone_into(&mut self.sheet);
        self
    }

    /// A line of the same sheet.
    #[must_use]
    pub fn on_line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// A column of the same sheet or line, counted from 0, and the text at its head.
    #[must_use]
    pub fn in_column(mut self, column: usize, header: &str) -> Self {
        self.column = column_letters(column);
        header.clone_into(&mut self.header);
        self
    }
}

/// What was found, as a stable word; [`sentence`] holds what each says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each has its sentence in both languages in sentence.rs")]
pub enum Code {
    // The file.
    EmptyFile,
    OldExcel,
    Encrypted,
    Archive,
    Pdf,
    Markup,
    Binary,
    UnknownEncoding,
    GuessedEncoding,
    DamagedWorkbook,
    WorkbookTooLarge,
    WorkbookTooSlow,
    ReaderNotStarted,
    FileTooLarge,
    TooManyRows,
    UnclosedQuote,
    TextAfterQuote,
    NotOurJson,
    NotGraphml,
    JuniorOrganogram,
    // Sheets and columns.
    NoTable,
    NoNameColumn,
    ListOfUnits,
    ListOfThings,
    NoRows,
    RowsAboveHead,
    HiddenSheet,
    SheetWithoutHeader,
    SheetOfOthers,
    SheetNotChosen,
    HiddenRows,
    HiddenColumns,
    ErrorCells,
    UncalculatedCells,
    LongNumbers,
    MappingDoesNotFit,
    DuplicateHeader,
    UnusedColumn,
    UnusedList,
    UnusedField,
    EdgesWithoutTie,
    FilledDown,
    // Rows.
    ShortRow,
    LongRow,
    RowWithoutPerson,
    NotAPerson,
    CardOfSeveral,
    RepeatedProperty,
    SharedCell,
    FurtherCells,
    SeveralPeople,
    MaybeSeveralPeople,
    TooManyInCell,
    RemarkNotKept,
    LeftWithoutDay,
    NotATelephone,
    ShortenedNumber,
    YearEnds,
    PostWithoutKey,
    MembershipOfNobody,
    NotInFile,
    RowOutsideTable,
    RepeatedHeader,
    RepeatedRow,
    TextTooLong,
    NotADay,
    EndsBeforeItBegins,
    UnknownTenureKind,
    NotANumber,
    KeyTwice,
    KeyOfAnother,
    PostKeyOfAnother,
    PostSaidOtherwise,
    UntitledSaidOtherwise,
    SameNameTwice,
    LookAlike,
    OtherName,
    NotAnEmail,
    // Lines.
    ReportsToItself,
    SuperiorNotFound,
    SuperiorAmbiguous,
    SuperiorWithoutPost,
    ClosesCircle,
    TooTangled,
    MatterWithoutUnit,
    // Notes.
    NoteScreened,
    NoteTooLong,
    NoteWithoutPerson,
    // Against what is known.
    AmbiguousPerson,
    KeptBeside,
    NotDisclosed,
    ClaimStands,
    // Records.
    PersonNotFound,
    PersonAmbiguous,
    MemberNotFound,
    MemberAmbiguous,
    MemberOfElsewhere,
    ReaderOfElsewhere,
    DealNotFound,
    DealAmbiguous,
    PostNotFound,
    PostAmbiguous,
    BlankCell,
    UnknownValue,
    ValueNotUsed,
    ValueNotAllowed,
    ClaimsLeftOut,
    NothingStated,
    NotAllowed,
    MoreOfTheSame,
}

/// One thing found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// What it is.
    pub code: Code,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// The value that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What was found and what was done, in Chinese, without the place.
    pub message_zh: String,
    /// What was found and what was done, in English, without the place.
    pub message_en: String,
}

impl Finding {
    /// Makes a finding; `details` fill the gaps of its sentence after the value.
    pub fn new(code: Code, place: Place, value: &str, details: &[&str]) -> Self {
        let (severity, zh, en) = sentence::template(code);
        let value = shorten(value);
        Self {
            severity,
            code,
            place,
            message_zh: sentence::fill(zh, &value, details),
            message_en: sentence::fill(en, &value, details),
            value: (!value.is_empty()).then_some(value),
        }
    }

    /// The whole sentence in English, beginning with the place.
    pub fn sentence_en(&self) -> String {
        let Place { file, sheet, line, column, header } = &self.place;
        let mut place = vec![file.clone()];
        if !sheet.is_empty() {
            place.push(format!("sheet “{sheet}”"));
        }
        if let Some(line) = line {
            place.push(format!("line {line}"));
        }
        match (column.is_empty(), header.is_empty()) {
            (false, false) => place.push(format!("column {column} “{}”", shorten(header))),
            (false, true) => place.push(format!("column {column}")),
            _ => {}
        }
        format!("{}: {}", place.join(", "), self.message_en)
    }

    /// The whole sentence in Chinese, beginning with the place.
    pub fn sentence_zh(&self) -> String {
        let Place { file, sheet, line, column, header } = &self.place;
        let mut place = vec![file.clone()];
        if !sheet.is_empty() {
            place.push(format!("工作表“{sheet}”"));
        }
        if let Some(line) = line {
            place.push(format!("第 {line} 行"));
        }
        match (column.is_empty(), header.is_empty()) {
            (false, false) => place.push(format!("{column} 列“{}”", shorten(header))),
            (false, true) => place.push(format!("{column} 列")),
            _ => {}
        }
        format!("{}：{}", place.join("，"), self.message_zh)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.sentence_en())
    }
}

/// A file that was not taken; nothing of it was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .finding.sentence_en())]
pub struct Refusal {
    /// Why, and where in the file. Boxed, since results are passed about much.
    pub finding: Box<Finding>,
}

impl From<Finding> for Refusal {
    fn from(finding: Finding) -> Self {
        Self { finding: Box::new(finding) }
    }
}

/// Collects findings, and counts those of a kind that is found too often to be read.
#[derive(Debug)]
pub(super) struct Findings {
    file: String,
    list: Vec<Finding>,
    counts: BTreeMap<Code, usize>,
}

/// How many findings of one kind are told one by one.
const TOLD: usize = 500;

/// How many cells of a column with the same fault are told one by one.
const TOLD_OF_COLUMN: usize = 5;

/// Whether a finding is about a cell that was not used, while its row was: a column full of them is one thing to know.
fn is_of_cell(code: Code) -> bool {
    matches!(code, Code::NotAnEmail | Code::NotADay | Code::NotANumber | Code::UnknownTenureKind | Code::ValueNotUsed)
}

impl Findings {
    pub fn new(file: &str) -> Self {
        Self { file: file.to_owned(), list: Vec::new(), counts: BTreeMap::new() }
    }

    /// Adds a finding; its place, value and details are only made up when it is told.
    pub fn add(&mut self, code: Code, about: impl FnOnce() -> (Place, String, Vec<String>)) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count <= TOLD {
            let (place, value, details) = about();
            let details: Vec<&str> = details.iter().map(String::as_str).collect();
            self.list.push(Finding::new(code, place, &value, &details));
        }
    }

    /// The file as a whole.
    pub fn place(&self) -> Place {
        Place::file(&self.file)
    }

    /// Takes over findings made before.
    pub fn extend(&mut self, findings: &[Finding]) {
        self.list.extend_from_slice(findings);
    }

    /// Tells of a column with many cells of the same fault by the first of them and a count of the others.
    fn gather_cells(&mut self) {
        let mut columns: BTreeMap<(Code, String, String), Vec<usize>> = BTreeMap::new();
        for (place, finding) in self.list.iter().enumerate().filter(|(_, finding)| is_of_cell(finding.code)) {
            let column = (finding.code, finding.place.sheet.clone(), finding.place.column.clone());
            columns.entry(column).or_default().push(place);
        }
        let mut gathered: Vec<bool> = vec![false; self.list.len()];
        for places in columns.into_values().filter(|places| places.len() > TOLD_OF_COLUMN + 1) {
            let others = &places[TOLD_OF_COLUMN..];
            for place in &others[1..] {
                gathered[*place] = true;
            }
            let example = &mut self.list[others[0]];
            let sentences = [example.message_zh.clone(), example.message_en.clone()];
            let details: Vec<&str> = sentences.iter().map(String::as_str).collect();
            let place = example.place.clone();
            *example = Finding::new(Code::MoreOfTheSame, place, &others.len().to_string(), &details);
        }
        let mut gathered = gathered.into_iter();
        self.list.retain(|_| !gathered.next().unwrap_or_default());
    }

    /// All findings in the order of the file, and how many more of each kind there were.
    pub fn finish(mut self) -> Vec<Finding> {
        let mut sheets: Vec<String> = Vec::new();
        for finding in &self.list {
            if !sheets.contains(&finding.place.sheet) {
                sheets.push(finding.place.sheet.clone());
            }
        }
        self.list.sort_by_cached_key(|Finding { place, .. }| {
            let sheet = sheets.iter().position(|sheet| *sheet == place.sheet);
            (sheet, place.line, place.column.len(), place.column.clone())
        });
        self.gather_cells();
        for (code, count) in &self.counts {
            let Some(more) = count.checked_sub(TOLD).filter(|more| *more > 0) else { continue };
            let Some(example) = self.list.iter().find(|finding| finding.code == *code) else { continue };
            let details = [example.message_zh.clone(), example.message_en.clone()];
            let details: Vec<&str> = details.iter().map(String::as_str).collect();
            let place = Place::file(&self.file);
            self.list.push(Finding::new(Code::MoreOfTheSame, place, &more.to_string(), &details));
        }
        self.list
    }
}

/// A value short enough for a sentence, on one line.
fn shorten(value: &str) -> String {
    const LONGEST: usize = 60;
    let mut short: String = value.chars().take(LONGEST).map(|c| if c == '\n' { ' ' } else { c }).collect();
    if value.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}
