//! Elements as the `svg` crate writes them, with places left open for what differs from one to the next.
//!
//! Building an element of the crate costs a hash map, and escaping allocates for each attribute; a chart of ten
//! thousand cards has sixty thousand elements of some twenty kinds. So each kind is built and written once, and its
//! text is filled in again and again. What could need escaping still goes through the crate.

use std::fmt::Write;

use ::svg::node::{Text as Characters, element::Element};

use super::number::push_number;

/// Marks an open place while the element is built; no text of a picture holds a character for private use from here.
const OPEN: char = '\u{F8FF}';

/// The attribute or content value that is left open.
pub(super) const SLOT: &str = "\u{F8FF}";

/// What fills an open place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Filling<'a> {
    /// A length.
    Number(f32),
    /// Text between tags.
    Content(&'a str),
    /// Text in an attribute.
    Attribute(&'a str),
    /// Text known to hold nothing that needs escaping, such as path data.
    Plain(&'a str),
}

/// An element with open places, in the order in which the crate writes them: attributes by name, then content.
#[derive(Debug)]
pub(super) struct Template {
    pieces: Vec<String>,
}

impl Template {
    pub(super) fn of(element: &Element) -> Self {
        Self::of_text(&element.to_string())
    }

    /// Only the opening tag of an element that has no children.
    pub(super) fn opening_of(element: &Element) -> Self {
        Self::of_text(&format!("{}>", element.to_string().trim_end_matches("/>")))
    }

    fn of_text(text: &str) -> Self {
        Self { pieces: text.split(OPEN).map(ToOwned::to_owned).collect() }
    }

    /// Writes the element on a line of its own, with its open places filled in turn.
    pub(super) fn write(&self, out: &mut String, fillings: &[Filling<'_>]) {
        debug_assert_eq!(self.pieces.len(), fillings.len() + 1, "a filling for each place");
        let (first, rest) = self.pieces.split_first().expect("splitting gives at least one piece");
        out.push_str(first);
        for (filling, piece) in fillings.iter().zip(rest) {
            match *filling {
                Filling::Number(value) => push_number(out, value),
                Filling::Plain(text) => out.push_str(text),
                Filling::Content(text) => push_content(out, text),
                Filling::Attribute(text) => push_attribute(out, text),
            }
            out.push_str(piece);
        }
        out.push('\n');
    }
}

fn needs_escaping(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\''))
}

fn push_content(out: &mut String, text: &str) {
    if needs_escaping(text) {
        write!(out, "{}", Characters::new(text)).expect("a string takes everything");
    } else {
        out.push_str(text);
    }
}

/// Lets the crate write an element with the text as its one attribute, and takes what stands between the quotes.
fn push_attribute(out: &mut String, text: &str) {
    if !needs_escaping(text) {
        out.push_str(text);
        return;
    }
    let mut element = Element::new("g");
    element.get_attributes_mut().insert("a".to_owned(), text.into());
    let written = element.to_string();
    out.push_str(written.trim_start_matches("<g a=\"").trim_end_matches("\"/>"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(content: &str) -> String {
        let mut element = Element::new("text");
        element.get_attributes_mut().insert("x".to_owned(), SLOT.into());
        element.get_attributes_mut().insert("aria-label".to_owned(), SLOT.into());
        element.get_children_mut().push(Box::new(Characters::new(SLOT)));
        let mut out = String::new();
        let fillings = [Filling::Attribute(content), Filling::Number(1.5), Filling::Content(content)];
        Template::of(&element).write(&mut out, &fillings);
        out
    }

    #[test]
    fn a_filled_template_is_what_the_crate_writes() {
        for content in ["王小明", "a & b", "<script>", "\"'>", "]]>"] {
            let mut element = Element::new("text");
            element.get_attributes_mut().insert("x".to_owned(), 1.5.into());
            element.get_attributes_mut().insert("aria-label".to_owned(), content.into());
            element.get_children_mut().push(Box::new(Characters::new(content)));

            assert_eq!(filled(content), format!("{element}\n"));
        }
    }
}
