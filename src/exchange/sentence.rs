//! The sentence that each finding says, in Chinese and English: what is wrong, what was done, what would be right.

use super::finding::{Code, Severity};
use super::table_sentence::table_template;

/// Severity and sentence of a finding; `{}` stands for the value, `{0}`, `{1}` for details.
pub(super) fn template(code: Code) -> (Severity, &'static str, &'static str) {
    use Severity::{Error, Warning};
    match code {
        Code::EmptyFile => {
            (Error, "文件是空的；请选择有内容的文件。", "The file is empty; choose one with rows in it.")
        }
        Code::OldExcel => (
            Error,
            "这是 1997 年之前的 Excel 工作簿，无法读取；请另存为 .xlsx 或 CSV。",
            "This is an Excel workbook from before 1997, which is not read; save it as .xlsx or CSV.",
        ),
        Code::Encrypted => (
            Error,
            "工作簿有密码保护；请去除密码后再导入。",
            "The workbook is protected by a password; remove the password and try again.",
        ),
        Code::Archive => (
            Error,
            "这是压缩包或其他办公文档，不是表格；请选择 .xlsx 或 CSV 文件。",
            "This is an archive or another office document, not a table; choose an .xlsx or CSV file.",
        ),
        Code::Pdf => (
            Error,
            "这是 PDF，不是表格；请选择 .xlsx 或 CSV 文件。",
            "This is a PDF, not a table; choose an .xlsx or CSV file.",
        ),
        Code::Markup => (
            Error,
            "这是网页或 XML 文件，不是表格；请用表格软件打开后另存为 .xlsx 或 CSV。",
            "This is a web page or XML file, not a table; open it in a spreadsheet program and save it as .xlsx or CSV.",
        ),
        Code::Binary => (
            Error,
            "这不是文本，也不是表格；请选择 .xlsx 或 CSV 文件。",
            "This is neither text nor a table; choose an .xlsx or CSV file.",
        ),
        Code::UnknownEncoding => (
            Error,
            "文字编码无法识别（不是 UTF-8、UTF-16、GB18030）；请另存为“CSV UTF-8”。",
            "The encoding of the text cannot be told (neither UTF-8, UTF-16 nor GB18030); save it as “CSV UTF-8”.",
        ),
        Code::GuessedEncoding => (
            Warning,
            "文字编码按 {} 读取，这是推测；若出现乱码，请另存为“CSV UTF-8”再导入。",
            "The encoding was taken for {}, which is a guess; if names look wrong, save the file as “CSV UTF-8” and import it again.",
        ),
        Code::DamagedWorkbook => (
            Error,
            "工作簿已损坏，无法读取（{}）；请用表格软件打开后另存为 .xlsx 或 CSV。",
            "The workbook is damaged and cannot be read ({}); open it in a spreadsheet program and save it as .xlsx or CSV.",
        ),
        Code::WorkbookTooLarge => (
            Error,
            "工作簿展开后过大（内存超过 512 MiB，或超过 256 个工作表、800 万个单元格）；请拆分，或只保留需要的工作表后另存。",
            "The workbook is too large when unpacked (over 512 MiB of memory, 256 sheets or 8 million cells); split it, or save only the sheets that are needed.",
        ),
        Code::WorkbookTooSlow => (
            Error,
            "工作簿在 20 秒内未能读完；请拆分，或另存为 CSV。",
            "The workbook could not be read within 20 seconds; split it, or save it as CSV.",
        ),
        Code::ReaderNotStarted => (
            Error,
            "读取工作簿的进程未能运行（{}）；请稍后再试，或另存为 CSV。",
            "The process that reads workbooks did not run ({}); try again later, or save the workbook as CSV.",
        ),
        Code::FileTooLarge => (
            Error,
            "文件过大：CSV 最多 128 MiB，其他文件最多 32 MiB；所用各列的文字最多 32 MiB，单元格最多 800 万个。请删去不用的列，或拆分后分次导入。",
            "The file is too large: CSV may have 128 MiB, other files 32 MiB, with at most 32 MiB of text in the columns that are used and 8 million cells. Remove columns that are not needed, or split the file.",
        ),
        Code::TooManyRows => (
            Error,
            "文件超过 12 万行，而一个文件最多 12 万行，因为要整个放在内存里。请按单位拆成几个文件。",
            "The file has more than 120,000 rows, which is the most that one file may have, since it is held in memory whole. Split it into files by organisation.",
        ),
        Code::UnclosedQuote => (
            Error,
            "引号未闭合：“{}”；请在单元格末尾补上引号，或删去开头的引号。",
            "A quotation mark is not closed: “{}”; close it at the end of the cell, or remove it.",
        ),
        Code::TextAfterQuote => (
            Error,
            "闭合引号之后还有文字：“{}”；单元格内的引号须写两遍（\"\"）。",
            "Text follows a closing quotation mark: “{}”; write quotation marks inside a cell twice (\"\").",
        ),
        Code::NotOurJson => (
            Error,
            "这个 JSON 文件无法导入（{}）；请使用“导出”得到的文件，或 docs/import.md 所列的格式。",
            "This JSON cannot be imported ({}); use a file that “export” has written, or a shape of docs/import.md.",
        ),
        Code::NotGraphml => (Error, "图文件无法读取：{0}", "The graph cannot be read: {1}"),
        Code::JuniorOrganogram => (
            Error,
            "这是英国政府组织图的初级岗位统计表，只有岗位人数、没有人名；请导入同一机构的高级岗位表（senior）。",
            "This is a junior-posts table of a UK organogram: it counts posts and names nobody; import the senior table of the same body.",
        ),
        other => table_template(other),
    }
}

/// Findings about people, lines and notes.
pub(super) fn people_template(code: Code) -> (Severity, &'static str, &'static str) {
    use Severity::{Note, Warning};
    match code {
        Code::KeyTwice => (
            Note,
            "编号 {} 在第 {0} 行已出现，视为同一人或同一岗位。",
            "The key {} stood on line {0} already; both rows are taken for the same person or post.",
        ),
        Code::KeyOfAnother => (
            Warning,
            "编号 {} 在第 {0} 行属于“{1}”；姓名不同，此行按另一人导入，不带编号。",
            "The key {} belongs to “{1}” on line {0}; the names differ, so this row was imported as another person without the key.",
        ),
        Code::PostKeyOfAnother => (
            Warning,
            "岗位编号 {} 在第 {0} 行属于另一岗位（部门或职务不同）；此行按另一岗位导入，不带编号。",
            "The post key {} belongs to a post of another unit or title on line {0}; this row was imported as another post without the key.",
        ),
        Code::PostSaidOtherwise => (
            Warning,
            "此行与第 {0} 行是同一岗位“{}”，职级或排名却不同；以第 {0} 行为准。",
            "The row speaks of the same post “{}” as line {0}, with another rank or order; line {0} counts.",
        ),
        Code::SameNameTwice => (
            Warning,
            "“{}”与第 {0} 行同名，看不出是同一人，按两个人导入；若是同一人，请给两行相同的编号。",
            "“{}” has the same name as line {0}, and nothing says that both are one; two people were imported. If they are one, give both rows the same key.",
        ),
        Code::LookAlike => (
            Warning,
            "“{}”与“{0}”看起来相同而字符不同，按另一人导入；若是同一人，请改成相同的写法。",
            "“{}” looks like “{0}” but is written with other characters; another person was imported. If they are one, write both alike.",
        ),
        Code::OtherName => (
            Warning,
            "按{0}认出的是“{2}”，姓名将改为“{}”；若不是同一人，请更正{0}。",
            "By {1} this is “{2}”, whose name will change to “{}”; if it is somebody else, correct the {1}.",
        ),
        Code::NotAnEmail => (Warning, "“{}”不是电子邮箱，未采用。", "“{}” is not an e-mail address and was not used."),
        Code::ReportsToItself => (
            Warning,
            "“{}”的上级是本人，此汇报线未导入。",
            "“{}” is named as his or her own superior; this reporting line was left out.",
        ),
        Code::SuperiorNotFound => (
            Warning,
            "找不到上级“{}”，此汇报线未导入；请填写表中有的姓名、编号或邮箱。",
            "The superior “{}” was not found; this reporting line was left out. Write a name, key or e-mail address that stands in the list.",
        ),
        Code::SuperiorAmbiguous => (
            Warning,
            "上级“{}”有 {0} 人同名，此汇报线未导入；请改填编号或邮箱。",
            "{0} people are called “{}”; this reporting line was left out. Name the superior by key or e-mail address.",
        ),
        Code::SuperiorWithoutPost => (
            Warning,
            "上级“{}”没有岗位，此汇报线未导入；请补上其职务或部门。",
            "The superior “{}” holds no post; this reporting line was left out. Add a title or unit.",
        ),
        Code::ClosesCircle => (
            Warning,
            "到“{}”的汇报线会形成循环（{0}），未导入。",
            "The reporting line to “{}” would close a circle ({0}) and was left out.",
        ),
        Code::TooTangled => (
            Warning,
            "汇报线循环过多，到“{}”的线未导入。",
            "The lines are too tangled in circles; the one to “{}” was left out.",
        ),
        Code::MatterWithoutUnit => (
            Note,
            "分管工作“{}”不是表中的部门，未连线；原文随导入文件保存。",
            "“{}” is not a unit of the list, so no line was drawn; the text stays with the imported file.",
        ),
        Code::NoteScreened => (
            Warning,
            "备注触及规则“{2}”，未导入：{0}请只写与工作有关的内容。",
            "The note was left out by the rule “{2}”: {1} Write only what serves the work.",
        ),
        Code::NoteTooLong => (
            Warning,
            "备注超过 8000 个字符，未导入；原文随导入文件保存。",
            "The note is longer than 8,000 characters and was left out; its text stays with the imported file.",
        ),
        Code::NoteWithoutPerson => (
            Warning,
            "此行没有人，备注“{}”未导入；原文随导入文件保存。",
            "The row names nobody, so the note “{}” was left out; its text stays with the imported file.",
        ),
        Code::AmbiguousPerson => (
            Warning,
            "图上有 {0} 人叫“{}”，无法确定是哪一位，按新的人导入；请补上编号、邮箱或电话。",
            "{0} people on the map are called “{}”, so a new person was added; add a key, e-mail address or telephone number.",
        ),
        Code::ClaimStands => (
            Warning,
            "情报 {} 的内容与图上不同；情报不可改写，保留原文。要更正，请收回它并另写一条。",
            "The claim {} says something else on the map; what a claim states is never overwritten, so it stands. To correct it, retract it and add another.",
        ),
        Code::PersonNotFound => (
            Warning,
            "找不到“{}”，此行未导入；请写图上或本文件中某人的姓名、编号或邮箱。",
            "“{}” was not found, so the row was left out; write the name, key or e-mail address of somebody on the map or in this file.",
        ),
        Code::PersonAmbiguous => (
            Warning,
            "有 {0} 人叫“{}”，此行未导入；请写明部门，如“姓名（部门）”，或写编号、邮箱。",
            "{0} people are called “{}”, so the row was left out; add the unit, as in “name (unit)”, or write a key or e-mail address.",
        ),
        Code::MemberNotFound => (
            Warning,
            "我方没有“{}”，此行未导入；请写我方成员的姓名或登录名。",
            "None of ours is called “{}”, so the row was left out; write the name or login of a member.",
        ),
        Code::MemberAmbiguous => (
            Warning,
            "我方有 {0} 人叫“{}”，此行未导入；请写登录名。",
            "{0} of ours are called “{}”, so the row was left out; write the login.",
        ),
        Code::MemberOfElsewhere => (
            Warning,
            "{} 条{0}指向本数据库中没有的我方成员（{1}），未导入；请先建立同一登录名或姓名的用户，再导入此文件。",
            "Left out, since members of ours whom they name are not in this database ({1}): {} {2}. Add users with these logins or names, then import the file again.",
        ),
        Code::ReaderOfElsewhere => (
            Warning,
            "{} 条{0}的读者或负责人是本数据库中没有的我方成员（{1}），这些成员未采用。",
            "Readers or owners who are not members in this database ({1}) were not taken over, on {} {2}.",
        ),
        Code::DealNotFound => (
            Warning,
            "没有项目“{}”，此行未导入；请先建立该项目，或改为已有项目的名称。",
            "There is no deal “{}”, so the row was left out; add the deal first or write the name of one that is there.",
        ),
        Code::DealAmbiguous => (
            Warning,
            "有 {0} 个项目叫“{}”，此行未导入；请写项目编号。",
            "{0} deals are called “{}”, so the row was left out; write the key of the deal.",
        ),
        Code::PostNotFound => (
            Warning,
            "找不到岗位“{}”，此行未导入；请写“部门/岗位”或岗位编号。",
            "The post “{}” was not found, so the row was left out; write “unit/title” or the key of the post.",
        ),
        Code::PostAmbiguous => (
            Warning,
            "有 {0} 个岗位叫“{}”，此行未导入；请写“部门/岗位”或岗位编号。",
            "{0} posts are called “{}”, so the row was left out; write “unit/title” or the key of the post.",
        ),
        Code::BlankCell => (
            Warning,
            "此行缺少必填的内容（{}），未导入；请补上。",
            "The row lacks what it must say ({}) and was left out; fill it in.",
        ),
        Code::UnknownValue => (
            Warning,
            "“{}”不是这一列可用的值，此行未导入；可用：{0}。",
            "“{}” is no value for this column, so the row was left out; use one of: {0}.",
        ),
        Code::ValueNotUsed => (
            Warning,
            "“{}”不是这一列可用的值，未采用；可用：{0}。",
            "“{}” is no value for this column and was not used; use one of: {0}.",
        ),
        Code::ValueNotAllowed => (Warning, "{0}“{}”未采用。", "{1} “{}” was not used."),
        Code::ClaimsLeftOut => (
            Warning,
            "“{}”无法采用，此行所述的态度、影响力等情报未导入；人员与岗位照常导入。",
            "“{}” cannot be used, so the claims of this row (stance, influence and the like) were left out; its person and post were imported.",
        ),
        Code::NothingStated => (
            Warning,
            "此行没有任何内容可记录，未导入；请至少填写一列。",
            "The row states nothing and was left out; fill in at least one column.",
        ),
        Code::NotAllowed => (Warning, "{0}此行未导入。", "{1} The row was left out."),
        Code::MoreOfTheSame => {
            (Note, "还有 {} 条同类提示，例如：{0}", "There are {} more findings of this kind, such as: {1}")
        }
        Code::KeptBeside => (
            Note,
            "“{}”原有岗位（{0}）不在本表范围内，予以保留，新岗位按兼任处理。",
            "“{}” keeps the post that this list does not cover ({0}); the new one is held beside it.",
        ),
        Code::NotDisclosed => (
            Note,
            "岗位“{}”的任职者未公开，以不具名的人员占位。",
            "The holder of “{}” is not disclosed; somebody without a name stands in the post.",
        ),
        // Every other code has its sentence above; the test below holds that.
        _ => (Warning, "", ""),
    }
}

/// Puts value and details into a sentence.
pub(super) fn fill(template: &str, value: &str, details: &[&str]) -> String {
    let mut text = String::with_capacity(template.len() + value.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let close = rest[open..].find('}').map_or(rest.len(), |length| open + length);
        match rest[open + 1..close].parse::<usize>() {
            Ok(index) => text.push_str(details.get(index).copied().unwrap_or_default()),
            Err(_) => text.push_str(value),
        }
        rest = &rest[(close + 1).min(rest.len())..];
    }
    text.push_str(rest);
    text
}
