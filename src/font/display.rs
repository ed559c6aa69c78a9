//! What of a text is shown: control, invisible and direction-changing characters are left out of pictures.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The text as it is drawn: white space becomes one plain space, and characters that have no shape of their own,
/// or that would turn the direction of their neighbours, are left out.
///
/// A letter followed by a combining mark becomes the one accented letter, which the font has a glyph for.
/// The stored text keeps them; only pictures go without, so that one odd name cannot break or disguise another.
pub fn display_text(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_combining_mark) {
        let composed: String = text.nfc().filter(|&c| !is_combining_mark(c)).collect();
        return Cow::Owned(display_text(&composed).into_owned());
    }
    let tidy = |c: char| !is_unshown(c) && (c == ' ' || !c.is_whitespace());
    if text.chars().all(tidy) && !text.contains("  ") && text.trim().len() == text.len() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() {
            if !shown.is_empty() && !shown.ends_with(' ') {
                shown.push(' ');
            }
        } else if !is_unshown(character) {
            shown.push(character);
        }
    }
    shown.truncate(shown.trim_end().len());
    Cow::Owned(shown)
}

/// Marks set over or under the letter before them, which a picture without positioning rules cannot place.
fn is_combining_mark(character: char) -> bool {
    matches!(character as u32, 0x0300..=0x036F)
}

/// Controls, format and direction marks, variation selectors, tags and non-characters; white space is not meant.
fn is_unshown(character: char) -> bool {
    if character.is_ascii_graphic() || character == ' ' {
        return false;
    }
    let code = character as u32;
    matches!(code,
        0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
        | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
        | 0xFDD0..=0xFDEF | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF)
        || code & 0xFFFE == 0xFFFE
        || (character.is_control() && !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(display_text("王小明 Wang"), Cow::Borrowed(_)));
    }

    #[test]
    fn controls_directions_and_non_characters_are_left_out() {
        assert_eq!(display_text("王\u{0}\u{7}\u{202E}小\u{FEFF}明\u{FFFE}\u{FFFF}\u{1FFFF}"), "王小明");
        assert_eq!(display_text("葛\u{E0100}城"), "葛城");
    }

    #[test]
    fn combining_marks_become_accented_letters() {
        assert_eq!(display_text("Zoe\u{308} \u{302}"), "Zoë");
    }

    #[test]
    fn white_space_becomes_one_space() {
        assert_eq!(display_text(" a\t\r\n b\u{3000}\u{a0}c "), "a b c");
    }
}
