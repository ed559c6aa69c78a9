//! Checks on single fields that the nouns share: names, texts, spans, keys.

use super::id::ExternalId;
use super::refusal::Why;
use super::time::Span;

/// Longest name or title, in characters.
pub const NAME_MAX: usize = 200;
/// Longest free text, in characters.
pub const TEXT_MAX: usize = 8_000;

/// Characters that no text may hold: they break XML, logs or terminals.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// A name: not blank, on one line, at most [`NAME_MAX`] characters.
pub(super) fn name(field: &'static str, text: &str) -> Result<(), Why> {
    if text.trim().is_empty() {
        return Err(Why::Blank { field });
    }
    short(field, text)
}

/// A short text that may be blank, on one line.
pub(super) fn short(field: &'static str, text: &str) -> Result<(), Why> {
    if text.chars().nth(NAME_MAX).is_some() {
        return Err(Why::TooLong { field, max: NAME_MAX });
    }
    match text.chars().find(|&c| is_forbidden(c) || c == '\n') {
        Some(found) => Err(Why::ForbiddenCharacter { field, code: u32::from(found) }),
        None => Ok(()),
    }
}

/// A short text, if there is one.
pub(super) fn short_if(field: &'static str, text: Option<&str>) -> Result<(), Why> {
    text.map_or(Ok(()), |text| short(field, text))
}

/// A free text: not blank, at most [`TEXT_MAX`] characters.
pub(super) fn text(field: &'static str, text: &str) -> Result<(), Why> {
    if text.trim().is_empty() {
        return Err(Why::Blank { field });
    }
    if text.chars().nth(TEXT_MAX).is_some() {
        return Err(Why::TooLong { field, max: TEXT_MAX });
    }
    match text.chars().find(|&c| is_forbidden(c)) {
        Some(found) => Err(Why::ForbiddenCharacter { field, code: u32::from(found) }),
        None => Ok(()),
    }
}

/// A span whose last day is not before its first.
pub(super) fn span(span: Span) -> Result<(), Why> {
    match (span.from, span.until) {
        (Some(from), Some(until)) if until < from => Err(Why::EndsBeforeItBegins { from, until }),
        _ => Ok(()),
    }
}

/// Keys of other systems: neither half blank, each source at most once.
pub(super) fn external_ids(ids: &[ExternalId]) -> Result<(), Why> {
    for (place, id) in ids.iter().enumerate() {
        name("external_ids", &id.source)?;
        name("external_ids", &id.key)?;
        if ids[..place].contains(id) {
            return Err(Why::ExternalIdTwice { source: id.source.clone(), key: id.key.clone() });
        }
    }
    Ok(())
}

/// A number between 0 and 1.
pub(super) fn share(field: &'static str, value: Option<f64>) -> Result<(), Why> {
    match value {
        Some(value) if !(0.0..=1.0).contains(&value) => Err(Why::NotAShare { field, value: value.to_string() }),
        _ => Ok(()),
    }
}
