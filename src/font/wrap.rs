//! Breaking a text into lines of true width, by the habits of Chinese and of Latin scripts.

use super::{Weight, display_text, face::embedded};

const ELLIPSIS: char = '…';

/// How to wrap a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wrap {
    /// The widest that a line may be.
    pub width: f32,
    /// The size of an em.
    pub size: f32,
    /// The face.
    pub weight: Weight,
    /// How many lines there may be; text beyond them is cut with "…".
    pub max_lines: usize,
}

impl Default for Wrap {
    fn default() -> Self {
        Self { width: 160.0, size: 12.0, weight: Weight::Regular, max_lines: 2 }
    }
}

/// One line of a wrapped text.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What stands in the line.
    pub text: String,
    /// The sum of its advances.
    pub width: f32,
}

/// A text in lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wrapped {
    /// The lines, top to bottom; none for an empty text.
    pub lines: Vec<Line>,
    /// Whether text was left out.
    pub cut: bool,
}

impl Wrapped {
    /// The width of the widest line.
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max)
    }
}

/// Wraps `text` into lines none of which is wider than asked (a single glyph wider than that excepted).
///
/// Lines break between Han characters, at spaces, and after hyphens and slashes; closing punctuation never begins
/// a line and opening punctuation never ends one; up to four Han that stand alone among Latin words, as names do, stay
/// together. A word longer than a line is broken where it must be. Lines are as
/// even as they can be without growing in number, so that no lone character stands in the last one.
pub fn wrap(text: &str, options: &Wrap) -> Wrapped {
    let shown = display_text(text);
    let (filled, breaks_words) = fill(&shown, options);
    let count = filled.lines.len();
    if count < 2 || filled.cut || breaks_words {
        return filled;
    }
    let (mut narrow, mut wide) =
        (filled.lines.iter().map(|line| line.width).sum::<f32>() / count as f32, options.width);
    let mut evenest = filled;
    // The width is found to a 32nd of what is possible, which is less than a glyph.
    for _ in 0..5 {
        let width = f32::midpoint(narrow, wide);
        let (tried, breaks_words) = fill(&shown, &Wrap { width, max_lines: count, ..*options });
        if tried.cut || breaks_words {
            narrow = width;
        } else {
            (wide, evenest) = (width, tried);
        }
    }
    evenest
}

/// Fills one line after the other; says also whether a word had to be broken.
fn fill(shown: &str, options: &Wrap) -> (Wrapped, bool) {
    let mut rest = shown;
    let mut breaks_words = false;
    let mut wrapped = Wrapped::default();
    while !rest.is_empty() && wrapped.lines.len() < options.max_lines.max(1) {
        let FirstLine { end, width, breaks_word } = first_line(rest, options);
        breaks_words |= breaks_word;
        let is_last_allowed = wrapped.lines.len() + 1 >= options.max_lines.max(1);
        if is_last_allowed && end < rest.len() {
            wrapped.lines.push(cut_line(rest, options));
            wrapped.cut = true;
            return (wrapped, breaks_words);
        }
        wrapped.lines.push(Line { text: rest[..end].trim_end().to_owned(), width });
        rest = rest[end..].trim_start();
    }
    (wrapped, breaks_words)
}

/// Where a line ends in bytes, how wide it is without trailing space, and whether it ends within a word.
struct FirstLine {
    end: usize,
    width: f32,
    breaks_word: bool,
}

/// As much of `text` as fits in one line.
fn first_line(text: &str, options: &Wrap) -> FirstLine {
    let face = embedded(options.weight);
    let mut width = 0.0_f32;
    let mut inked = 0.0_f32;
    let mut opportunity: Option<(usize, f32)> = None;
    let mut previous: Option<char> = None;
    let mut whole_until = 0;
    for (at, character) in text.char_indices() {
        if is_wide(character) && previous.is_none_or(|before| !is_wide(before)) {
            whole_until = at + name_among_latin(previous, &text[at..]).unwrap_or(0);
        }
        let is_inside = at < whole_until && previous.is_some_and(is_wide);
        if !is_inside && previous.is_some_and(|before| breaks_between(before, character)) {
            opportunity = Some((at, inked));
        }
        width += face.look_up(character).1 * options.size;
        if character != ' ' {
            if width > options.width + 0.01 && at > 0 {
                let (end, width) = opportunity.unwrap_or((at, inked));
                return FirstLine { end, width, breaks_word: opportunity.is_none() };
            }
            inked = width;
        }
        previous = Some(character);
    }
    FirstLine { end: text.len(), width: inked, breaks_word: false }
}

/// As much of `text` as fits in one line together with "…".
fn cut_line(text: &str, options: &Wrap) -> Line {
    let face = embedded(options.weight);
    let dots = face.look_up(ELLIPSIS).1 * options.size;
    let (mut width, mut kept, mut kept_width) = (0.0_f32, 0, 0.0_f32);
    for (at, character) in text.char_indices() {
        width += face.look_up(character).1 * options.size;
        if width + dots > options.width + 0.01 {
            break;
        }
        if character != ' ' {
            (kept, kept_width) = (at + character.len_utf8(), width);
        }
    }
    Line { text: format!("{}{ELLIPSIS}", &text[..kept]), width: kept_width + dots }
}

/// The bytes of the Han at the start of `text` if they are few and stand alone among Latin words, as a name does in an
/// English sentence; such a name is not broken.
fn name_among_latin(before: Option<char>, text: &str) -> Option<usize> {
    const LONGEST: usize = 4;
    let end = text.find(|c| !is_wide(c)).unwrap_or(text.len());
    let after = text[end..].chars().next();
    let is_latin_edge = |edge: Option<char>| edge.is_none_or(|edge| edge.is_ascii() || edge == '’');
    let has_neighbour = before.is_some() || after.is_some();
    let is_short = text[..end].chars().count() <= LONGEST;
    (is_short && has_neighbour && is_latin_edge(before) && is_latin_edge(after)).then_some(end)
}

fn breaks_between(before: char, after: char) -> bool {
    if before == ' ' {
        return true;
    }
    if after == ' ' || never_begins_a_line(after) || never_ends_a_line(before) {
        return false;
    }
    is_wide(before) || is_wide(after) || matches!(before, '-' | '–' | '—' | '/' | '\\' | '|' | '·')
}

fn never_begins_a_line(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '】'
            | '》'
            | '」'
            | '』'
            | '〉'
            | '〕'
            | '”'
            | '’'
            | '…'
            | '—'
            | '·'
            | '％'
            | '］'
            | '｝'
            | '～'
            | '〗'
            | '々'
            | 'ー'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '%'
            | '/'
            | '|'
            | '-'
            | '&'
    )
}

fn never_ends_a_line(c: char) -> bool {
    matches!(
        c,
        '（' | '【'
            | '《'
            | '「'
            | '『'
            | '〈'
            | '〔'
            | '“'
            | '‘'
            | '［'
            | '｛'
            | '〖'
            | '('
            | '['
            | '{'
            | '#'
            | '￥'
            | '$'
    )
}

/// Han, kana, hangul and full-width forms, between which a line may break anywhere.
fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFF00..=0xFF60 | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font;

    fn lines(text: &str, width: f32, max_lines: usize) -> Vec<String> {
        let options = Wrap { width, size: 10.0, max_lines, ..Wrap::default() };
        let wrapped = wrap(text, &options);
        for line in &wrapped.lines {
            let true_width = font::width(&line.text, 10.0, Weight::Regular);
            assert!((line.width - true_width).abs() < 0.05, "{line:?} is {true_width} wide");
            assert!(line.width <= width + 0.05, "{line:?} is wider than {width}");
        }
        wrapped.lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn han_breaks_anywhere_but_not_before_closing_punctuation() {
        assert_eq!(lines("规划财务科（审计）", 60.0, 3), ["规划财务科", "（审计）"]);
        assert_eq!(lines("规划财务科，审计", 50.0, 3), ["规划财务", "科，审计"]);
    }

    #[test]
    fn a_name_in_an_english_sentence_is_kept_whole() {
        assert_eq!(lines("Nobody of ours knows 沈砚秋 better", 120.0, 9), ["Nobody of ours", "knows 沈砚秋 better"]);
        assert_eq!(lines("沈砚秋's stance rests on little", 70.0, 9), ["沈砚秋's", "stance rests", "on little"]);
        assert_eq!(lines("政务云扩容三期项目", 40.0, 9), ["政务云", "扩容三", "期项目"]);
    }

    #[test]
    fn latin_breaks_at_spaces_and_after_hyphens_and_slashes() {
        assert_eq!(lines("Deputy Director", 60.0, 2), ["Deputy", "Director"]);
        assert_eq!(lines("Planning/Finance", 60.0, 2), ["Planning/", "Finance"]);
    }

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        assert_eq!(lines("国家重点实验室建设办公室", 60.0, 1), ["国家重点实…"]);
        assert_eq!(lines("国家重点实验室建设办公室", 60.0, 2), ["国家重点实验", "室建设办公室"]);
    }

    #[test]
    fn lines_are_even_so_that_none_is_left_with_one_character() {
        assert_eq!(lines("党组成员、副局长", 70.0, 2), ["党组成员、", "副局长"]);
        assert_eq!(lines("国家重点实验室建设办", 80.0, 2), ["国家重点实", "验室建设办"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken() {
        assert_eq!(lines("Donaudampfschifffahrt", 40.0, 9).concat(), "Donaudampfschifffahrt");
    }

    #[test]
    fn an_empty_text_has_no_lines() {
        assert!(lines(" \u{200B} ", 40.0, 2).is_empty());
    }
}
