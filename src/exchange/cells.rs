//! Reads single cells: names, paths of units, kinds of tenure, numbers.

use crate::model::tenure::TenureKind;

use super::naming::NAMES;

/// The longest name or title, in characters; the model refuses longer ones.
pub(super) const NAME_LIMIT: usize = 200;

/// The longest note, in characters.
pub(super) const NOTE_LIMIT: usize = 8_000;

/// Whether a cell says that there is nothing to say.
pub(super) fn is_nothing(text: &str) -> bool {
    matches!(
        text,
        "" | "-"
            | "--"
            | "—"
            | "——"
            | "/"
            | "\\"
            | "无"
            | "無"
            | "暂无"
            | "N/A"
            | "n/a"
            | "NA"
            | "None"
            | "null"
            | "NULL"
    )
}

/// Whether a cell of names says that the post is vacant or its holder not disclosed.
pub(super) fn is_vacant(name: &str) -> bool {
    let bare = name.trim_matches(|c: char| "()（）[]【】 ".contains(c));
    is_nothing(bare) || NAMES.vacant_words.contains(&bare.to_lowercase()) || is_undisclosed(bare)
}

/// Whether a cell of names says that somebody holds the post and is not named.
pub(super) fn is_undisclosed(name: &str) -> bool {
    NAMES.undisclosed_words.contains(&name.to_lowercase())
}

/// A text on one line, at most [`NAME_LIMIT`] characters long, and whether it had to be cut.
pub(super) fn on_one_line(text: &str) -> (String, bool) {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        line.push(if matches!(c, '\n' | '\t') { ' ' } else { c });
    }
    match line.char_indices().nth(NAME_LIMIT) {
        Some((end, _)) => {
            line.truncate(end);
            (line.trim_end().to_owned(), true)
        }
        None => (line, false),
    }
}

/// A name as it is kept: the blank that lists put between two characters to make columns even is taken out.
pub(super) fn tidy_name(name: &str) -> String {
    let mut chars = name.chars().filter(|c| !c.is_whitespace());
    let pair = (chars.next(), chars.next(), chars.next());
    if let (Some(first), Some(second), None) = pair
        && is_han(first)
        && is_han(second)
    {
        return [first, second].iter().collect();
    }
    on_one_line(name).0
}

/// What two spellings of one name have in common: no case, no double blanks, no blanks between Chinese characters.
pub(super) fn name_key(name: &str) -> String {
    let has_han = name.chars().any(is_han);
    let mut key = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_whitespace() {
            if !has_han && !key.ends_with(' ') {
                key.push(' ');
            }
        } else if is_han(c) {
            key.push(c);
        } else {
            key.extend(c.to_lowercase());
        }
    }
    key.trim().to_owned()
}

/// The names in a cell that holds several of them: 张三、李四.
pub(super) fn names_in(cell: &str) -> Vec<&str> {
    let parts: Vec<&str> = cell.split(['、', '\n', ';', '；']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_name =
        |part: &&str| part.chars().count() >= 2 && part.chars().all(|c| is_han(c) || c == '·' || c.is_whitespace());
    if parts.len() > 1 && parts.iter().all(is_name) { parts } else { vec![cell] }
}

/// A name without the remark in brackets behind it: 张三（局长）, Ann Other (CEO).
pub(super) fn without_remark(name: &str) -> &str {
    match name.find(['(', '（']) {
        Some(at) if at > 0 => name[..at].trim_end(),
        _ => name,
    }
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The units of a path, from the whole to the part: split on / \ > －, arrows and line breaks.
pub(super) fn path_parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['/', '\\', '>', '\n', '／', '＼', '＞', '－', '→', '»', '›'])
        .map(|part| part.trim().trim_end_matches('-').trim_end())
        .filter(|part| !is_nothing(part))
}

/// The key that two spellings of an e-mail address share; nothing when it is none.
pub(super) fn email_key(email: &str) -> Option<String> {
    let email = email.trim_start_matches("mailto:").trim();
    let (user, host) = email.split_once('@')?;
    let is_sound =
        !user.is_empty() && host.contains('.') && !email.contains(char::is_whitespace) && !host.contains('@');
    is_sound.then(|| email.to_lowercase())
}

/// The digits of a telephone number; too few of them tell nobody from another.
pub(super) fn phone_key(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&digits);
    (digits.len() >= 7).then(|| digits.to_owned())
}

/// Whether a number is a Chinese mobile, which one person carries; desks are inherited.
pub(super) fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10")
}

/// How a post is held, as a cell of its own says it.
pub(super) fn tenure_kind(text: &str) -> Option<TenureKind> {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["兼", "concurrent", "dual hat", "additional"]) {
        Some(TenureKind::Concurrent)
    } else if has(&["代理", "代", "acting", "interim", "主持工作"]) {
        Some(TenureKind::Acting)
    } else if has(&["借调", "挂职", "借調", "掛職", "援派", "second"]) {
        Some(TenureKind::Seconded)
    } else if has(&[
        "实职",
        "正式",
        "在编",
        "实任",
        "專任",
        "专任",
        "現職",
        "现职",
        "substantive",
        "permanent",
        "regular",
    ]) {
        Some(TenureKind::Substantive)
    } else {
        None
    }
}

/// How a post is held, as a remark in brackets says it.
pub(super) fn tenure_remark(remark: &str) -> Option<TenureKind> {
    NAMES.tenure_remarks.get(remark).copied()
}

/// A title without the remark on how it is held, and what the remark says: 主任（兼）, Acting Director.
pub(super) fn title_and_kind(title: &str) -> (String, Option<TenureKind>) {
    let bare = title.trim_end_matches(['）', ')']);
    if bare.len() < title.len()
        && let Some(open) = bare.rfind(['（', '('])
    {
        let remark = bare[open..].trim_start_matches(['（', '(']).trim().to_lowercase();
        // 副主任（主持工作） is a deputy who leads the unit: the title says it, and it is no other post.
        if let Some(kind) = tenure_remark(&remark).filter(|_| remark != "主持工作") {
            return (bare[..open].trim_end().to_owned(), Some(kind));
        }
    }
    (title.to_owned(), kind_in_front(title))
}

/// How a post is held, as the front of its title says it: 挂职副科长, Acting Director. The title stays as it is.
fn kind_in_front(title: &str) -> Option<TenureKind> {
    const FRONTS: [(&str, TenureKind); 8] = [
        ("acting ", TenureKind::Acting),
        ("interim ", TenureKind::Acting),
        ("代理", TenureKind::Acting),
        ("挂职", TenureKind::Seconded),
        ("掛職", TenureKind::Seconded),
        ("借调", TenureKind::Seconded),
        ("兼任", TenureKind::Concurrent),
        ("兼职", TenureKind::Concurrent),
    ];
    let lower = title.to_lowercase();
    let is_front = |front: &str| lower.strip_prefix(front).is_some_and(|rest| !rest.is_empty());
    FRONTS.iter().find(|(front, _)| is_front(front)).map(|(_, kind)| *kind)
}

/// A whole number above zero, also when a spreadsheet wrote it as 3.0 or shows it as 1,234.
pub(super) fn whole_number(text: &str) -> Option<u32> {
    let digits = text.replace(',', "");
    digits.strip_suffix(".0").unwrap_or(&digits).parse().ok().filter(|number| *number > 0)
}

/// The level and the bare text of a heading: 一、 is 1, （一） is 2, 1. is 3; without a number it is 9.
pub(super) fn heading(text: &str) -> (u8, String) {
    const NUMERALS: &str = "一二三四五六七八九十百";
    let bare = text.trim();
    let (level, rest) = if let Some(inner) = bare.strip_prefix(['（', '(']) {
        let rest = inner.trim_start_matches(|c: char| NUMERALS.contains(c) || c.is_ascii_digit());
        let is_number = rest.len() < inner.len();
        match rest.strip_prefix(['）', ')']).filter(|_| is_number) {
            Some(rest) => (2, rest),
            None => (9, bare),
        }
    } else {
        numbered(bare, |c| NUMERALS.contains(c))
            .map(|rest| (1, rest))
            .or_else(|| numbered(bare, |c| c.is_ascii_digit()).map(|rest| (3, rest)))
            .unwrap_or((9, bare))
    };
    (level, without_count(rest.trim()).to_owned())
}

fn numbered(text: &str, is_digit: impl Fn(char) -> bool) -> Option<&str> {
    let rest = text.trim_start_matches(is_digit);
    (rest.len() < text.len()).then(|| rest.strip_prefix(['、', '.', '．', ')', '）'])).flatten()
}

/// A heading without the head count behind it: 办公室（12人）.
fn without_count(text: &str) -> &str {
    match text.rfind(['（', '(']) {
        Some(open) if open > 0 && text[open..].chars().any(|c| c.is_ascii_digit()) => text[..open].trim_end(),
        _ => text,
    }
}
