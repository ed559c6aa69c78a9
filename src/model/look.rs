//! Looks: what a text looks like to a reader, whatever characters it is written with.

use unicode_normalization::UnicodeNormalization as _;

/// The look of a text: of one case and one width, without what has no shape of its own.
///
/// Two texts of one look may be stored with different characters (Unicode 16, UAX 15 and 44): full and half width, ligatures,
/// CJK compatibility ideographs, composed and combining accents, zero-width and direction marks, variation selectors.
/// What is stored stays as it was written; looks serve to find it, and to warn of names that only seem the same.
///
/// ```
/// use waterline::model::look::look;
///
/// assert_eq!(look("Ａn\u{200B}n"), look("ann"));
/// assert_ne!(look("Ann"), look("Anna"));
/// ```
pub fn look(text: &str) -> String {
    text.chars().filter(|&c| !is_shapeless(c)).nfkc().flat_map(char::to_lowercase).collect()
}

/// Controls, format and direction marks, fillers, variation selectors and tags: default ignorable in Unicode.
fn is_shapeless(c: char) -> bool {
    let is_ignorable = matches!(u32::from(c),
        0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
        | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
        | 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF);
    is_ignorable || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_has_one_look() {
        for (written, typed) in [
            ("\u{202E}Ben\u{2066}", "ben"),
            ("神\u{FE00}田", "神田"),
            ("\u{F900}田", "豈田"),
            ("Zoe\u{200D}\u{308}", "ZOË"),
            ("ﬁn", "fin"),
            ("ＩＴ部", "it部"),
        ] {
            assert_eq!(look(written), look(typed), "{written:?}");
        }
        assert_ne!(look("李明"), look("李萌"));
        assert_eq!(look("\u{200B}\u{202E}"), "");
    }
}
