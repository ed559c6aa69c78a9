//! The sentences of findings about sheets, columns and rows, in Chinese and English.

use super::cell_sentence::cell_template;
use super::finding::{Code, Severity};

/// Findings about sheets, columns and rows.
pub(super) fn table_template(code: Code) -> (Severity, &'static str, &'static str) {
    use Severity::{Error, Note, Warning};
    match code {
        Code::NoTable => (
            Error,
            "没有找到任何有内容的行；请选择有联系人的表格。",
            "No row with anything in it was found; choose a table of contacts.",
        ),
        Code::NoNameColumn => (
            Error,
            "没有找到姓名列（表头看到的是：{}）；请给姓名所在列加上表头“姓名”，或在导入时指定。",
            "No column of names was found (the head reads: {}); head the column of names with “Name”, or choose it while importing.",
        ),
        Code::ListOfUnits => (
            Error,
            "这是单位名单，不是人员名单（表头看到的是：{}）；请导入这些单位的人员名单，或在导入时指定姓名列。",
            "This lists organisations and names nobody (the head reads: {}); import the list of their people, or choose the column of names while importing.",
        ),
        Code::ListOfThings => (
            Error,
            "这是物品或场所清单，不是人员名单（表头看到的是：{}）；请导入人员名单，或在导入时指定姓名列。",
            "This lists things or places and names nobody (the head reads: {}); import a list of people, or choose the column of names while importing.",
        ),
        Code::NoRows => (
            Warning,
            "表头下面没有任何行，没有可导入的内容。",
            "No row stands below the head, so there was nothing to import.",
        ),
        Code::RowsAboveHead => (
            Warning,
            "第 {} 行在表头（第 {0} 行）上方，视为说明，未导入；若其中有人员，请另放一张工作表。",
            "Lines {} stand above the head (line {0}), were taken for remarks and not imported; if they name people, put them on a sheet of their own.",
        ),
        Code::HiddenSheet => (
            Warning,
            "工作表已隐藏，其中 {} 行未导入；如需要，请取消隐藏或在导入时选用。",
            "The sheet is hidden and its {} rows were not imported; unhide it, or choose it while importing.",
        ),
        Code::SheetWithoutHeader => (
            Warning,
            "没有找到表头中的姓名列，{} 行未导入（第一行是：{0}）；请加上表头“姓名”，或在导入时指定。",
            "No head with a column of names was found, so {} rows were not imported (the first reads: {0}); head the column of names with “Name”, or choose it while importing.",
        ),
        Code::SheetOfOthers => (
            Warning,
            "其中的名称是单位、物品或场所，不是人员，{} 行未导入（表头是：{0}）；若是人员，请在导入时指定姓名列。",
            "The names are those of organisations, things or places and not of people, so {} rows were not imported (the head reads: {0}); if they are people, choose the column of names while importing.",
        ),
        Code::SheetNotChosen => (Note, "没有选用，{} 行未导入。", "It was not chosen, so {} rows were not imported."),
        Code::HiddenRows => (
            Warning,
            "有 {} 行在表格中是隐藏的（第 {0} 行），已与其他行一样导入；不需要的，请先删去。",
            "{} rows are hidden in the spreadsheet (rows {0}) and were imported like the others; delete those that are not meant.",
        ),
        Code::HiddenColumns => (
            Note,
            "有 {} 列在表格中是隐藏的（{0}），与其他列一样对待。",
            "{} columns are hidden in the spreadsheet ({0}) and count like the others.",
        ),
        Code::ErrorCells => (
            Warning,
            "有 {} 个单元格的公式出错（{0}），视为空白；请改正公式后再导入。",
            "{} cells hold the error of a formula ({0}) and count as blank; correct the formulas and import the list again.",
        ),
        Code::UncalculatedCells => (
            Warning,
            "有 {} 个单元格的公式没有计算结果（{0}），视为空白；请用表格软件打开并保存后再导入。",
            "{} cells hold formulas that were never calculated ({0}) and count as blank; open the workbook in a spreadsheet program, save it and import it again.",
        ),
        Code::LongNumbers => (
            Warning,
            "有 {} 个数字超过 15 位（{0}），表格软件已把后面的数位改成 0；请把该列设为文本后重新填写。",
            "{} numbers have more than 15 digits ({0}), of which the spreadsheet has forgotten the last; format the column as text and enter them again.",
        ),
        Code::MappingDoesNotFit => (
            Error,
            "列的对应关系与文件不符（{}）；请重新读取文件后再指定。",
            "The assignment of columns does not fit the file ({}); read the file again and assign them anew.",
        ),
        Code::DuplicateHeader => (
            Warning,
            "表头“{}”重复出现；采用 {0} 列，此列未采用。",
            "The head “{}” stands more than once; column {0} is used, this one is not.",
        ),
        Code::UnusedColumn => (Note, "此列未采用。", "This column is not used."),
        Code::UnusedList => (Note, "列表“{}”（{0} 条）未采用。", "The list “{}” ({0} entries) is not used."),
        Code::UnusedField => (Note, "字段“{}”（{0} 条）未采用。", "The field “{}” ({0} of them) is not used."),
        Code::EdgesWithoutTie => (
            Warning,
            "图中的边没有说明是哪一种关系，{} 条边未导入；请为边加上名为“关系”或“tie”的数据，例如 trusts（信任）。",
            "The edges do not say what kind of tie they are, so {} were left out; give them data called “tie”, such as trusts.",
        ),
        Code::FilledDown => (
            Note,
            "此列有空白单元格，视为合并单元格，沿用上方的部门（{} 行）。",
            "Blank cells of this column were taken for merged ones and got the unit above ({} rows).",
        ),
        Code::ShortRow => (
            Warning,
            "此行只有 {} 个单元格，表头有 {0} 个；缺少的视为空白。",
            "The row has {} cells where the head has {0}; the missing ones count as blank.",
        ),
        Code::LongRow => (
            Warning,
            "此行的单元格多于表头；多出的“{}”未采用，请检查分隔符。",
            "The row has more cells than the head; “{}” beyond it is not used. Check the delimiters.",
        ),
        Code::RowWithoutPerson => (
            Warning,
            "此行既无姓名也无职务，未导入：“{}”。",
            "The row has neither a name nor a title and was left out: “{}”.",
        ),
        Code::NotAPerson => (
            Warning,
            "“{}”是合计、科室、公用电话或符号，不是人员，未导入；若是人员，请写上姓名和职务。",
            "“{}” is a sum, an office, a shared telephone or a mere sign and no person, so the row was left out; if it is a person, write name and title.",
        ),
        Code::CardOfSeveral => (
            Warning,
            "“{}”是群组、单位或地点的名片，不是人员，未导入。",
            "“{}” is the card of a group, an organisation or a place and of no person, so nobody was made of it.",
        ),
        Code::RepeatedProperty => (
            Warning,
            "此名片的“{}”超过 {0} 项，另有 {1} 项未采用；原文随导入文件保存。",
            "The card says “{}” more than {0} times; {1} more were not used and stay with the imported file.",
        ),
        Code::SharedCell => (
            Warning,
            "“{}”旁有 {0} 人，无法确定归谁，未导入；请一人一行。",
            "“{}” stands beside {0} people, so it was given to none of them; write a row for each person.",
        ),
        Code::FurtherCells => (
            Note,
            "此列另有 {0} 个号码或地址未采用，因为一人只存一个邮箱、一个电话和一个手机（首个为“{}”；第 {1} 行）；原文随导入文件保存。",
            "Further numbers or addresses of this column ({0}) were not used, since a person has one e-mail address, one telephone and one mobile (the first is “{}”; {2} {1}); they stay with the imported file.",
        ),
        Code::PostWithoutKey => (
            Warning,
            "此行没有岗位编号（Post Unique Reference），未导入：“{}”。",
            "The row has no post unique reference and was left out: “{}”.",
        ),
        Code::MembershipOfNobody => (
            Warning,
            "此任职所指的人员“{}”不在文件中，未导入。",
            "The membership is of “{}”, who is no person of this file, and was left out.",
        ),
        Code::NotInFile => (
            Warning,
            "{0} 所指的“{}”不在文件中，视为未填写。",
            "“{}”, which {0} names, is not in this file and counts as not said.",
        ),
        Code::RowOutsideTable => {
            (Note, "此行不是联系人，未导入：“{}”。", "The row is no contact and was left out: “{}”.")
        }
        Code::RepeatedHeader => (Note, "重复的表头行，已跳过。", "The head stands here again; the row was skipped."),
        Code::RepeatedRow => {
            (Warning, "此行与第 {} 行相同，只导入一次。", "The row repeats line {} and was imported once.")
        }
        Code::TextTooLong => (
            Warning,
            "文字超过 200 个字符，只保留前 200 个：“{}”；原文随导入文件保存。",
            "The text is longer than 200 characters and was cut there: “{}”; the whole text stays with the imported file.",
        ),
        Code::NotADay => (
            Warning,
            "“{}”不是能识别的日期，未采用；请写成 2026-03-01。",
            "“{}” is not a day that can be read and was not used; write 2026-03-01.",
        ),
        Code::EndsBeforeItBegins => {
            (Warning, "结束日 {} 早于开始日，未采用结束日。", "The end {} lies before the beginning and was not used.")
        }
        Code::UnknownTenureKind => (
            Warning,
            "“{}”不是任职类型，按实职处理；可写：实职、代理、兼任、借调、挂职。",
            "“{}” is no kind of tenure and was taken as substantive; write substantive, acting, concurrent or seconded.",
        ),
        Code::NotANumber => (Warning, "排名“{}”不是数字，未采用。", "The order “{}” is not a number and was not used."),
        other => cell_template(other),
    }
}
