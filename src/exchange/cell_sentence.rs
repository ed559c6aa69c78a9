//! The sentences of findings about cells that hold more, or less, than their column asks for, in Chinese and English.

use super::finding::{Code, Severity};
use super::sentence::people_template;

/// Findings about single cells.
pub(super) fn cell_template(code: Code) -> (Severity, &'static str, &'static str) {
    use Severity::{Note, Warning};
    match code {
        Code::SeveralPeople => (
            Note,
            "“{}”按 {0} 人导入；若只是一人，请在此格只写其姓名。",
            "“{}” was imported as {0} people; if it is one, write nothing but the name into the cell.",
        ),
        Code::MaybeSeveralPeople => (
            Warning,
            "“{}”可能是几个人，按一人导入；若是几人，请一人一行。",
            "“{}” may be several people and was imported as one; if they are several, write a row for each person.",
        ),
        Code::TooManyInCell => (
            Warning,
            "此格有 {0} 人，只导入了前 {1} 人（“{}”）；请一人一行。",
            "The cell names {0} people, of whom only the first {1} were imported (“{}”); write a row for each person.",
        ),
        Code::RemarkNotKept => (
            Note,
            "“{}”旁的“{0}”不是姓名，未导入；原文随导入文件保存。",
            "“{0}” beside “{}” is no part of the name and was not kept; the text stays with the imported file.",
        ),
        Code::LeftWithoutDay => (
            Warning,
            "“{}”已离开（“{0}”），但没有写明日期，仍按在任导入；请填写离任日期，或删去此行。",
            "“{}” is there no longer (“{0}”), but no day is named, so the post was imported as still held; add the last day, or delete the row.",
        ),
        Code::NotATelephone => (
            Warning,
            "“{}”不是电话号码，未采用；请填写号码，或留空。",
            "“{}” is no telephone number and was not used; write the number, or leave the cell blank.",
        ),
        Code::ShortenedNumber => (
            Warning,
            "“{}”是表格软件缩写的号码，后几位已丢失，未采用；请把该列设为文本后重新填写。",
            "“{}” is a number that the spreadsheet has shortened, so its last digits are lost and it was not used; format the column as text and enter the number again.",
        ),
        Code::YearEnds => (
            Note,
            "有 {0} 行的结束日只写了年份（首个为“{}”；第 {1} 行），按该年最后一天处理；同年另有下一任职的，到其开始为止。",
            "The end of {0} rows names only a year (the first is “{}”; {2} {1}), of which the last day was taken, or the day on which what follows begins.",
        ),
        Code::UntitledSaidOtherwise => (
            Warning,
            "有 {0} 行（第 {1} 行）再次写到同一人在同一部门（首个为“{}”）、没有职务，职级或排名却不同；以首次出现的为准。若是不同岗位，请写上职务。",
            "{0} rows ({2} {1}) name somebody again in the same unit (the first is “{}”), without a title and with another rank or order; what was said first counts. If they are other posts, write their titles.",
        ),
        other => people_template(other),
    }
}
