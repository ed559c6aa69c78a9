//! Address cards (vCard 2.1, 3.0 and 4.0) become a contact list: a card is a row, a property a column.
//!
//! After RFC 6350, RFC 2426 and the vCard 2.1 specification of versit (1996). Properties that say nothing about posts or how to
//! reach somebody become columns of their own name, which an import then reports as not used. The name of a group, an
//! organisation or a place has a column of its own, from which nobody is made.

mod card;
mod property;

use std::collections::HashMap;

use super::finding::{Code, Finding, Findings, Place};
use super::table::{Sheet, TooLarge};
use card::{Card, FAMILY, GIVEN, NAME, OF_SEVERAL, REPEATS};
use property::{Property, lines, without_soft_breaks};

/// Reads cards into a sheet, each row on the line where its card begins, and says what of them is not taken.
pub(super) fn read(bytes: &[u8], file: &str) -> Result<(Sheet, Vec<Finding>), TooLarge> {
    let mut cards: Vec<Card> = Vec::new();
    // Cards may hold the card of an agent; what stands in that one is not about its owner.
    let mut depth = 0_usize;
    for (line, content) in without_soft_breaks(lines(bytes)) {
        let Some(property) = Property::parse(&content) else { continue };
        match property.name.as_str() {
            "BEGIN" => {
                depth += 1;
                if depth == 1 {
                    cards.push(Card::on_line(line));
                }
            }
            "END" => depth = depth.saturating_sub(1),
            _ if depth == 1 => {
                if let Some(card) = cards.last_mut() {
                    card.take(&property);
                }
            }
            _ => {}
        }
    }
    cards.iter_mut().for_each(Card::settle);
    cards.retain(|card| !card.says_there_is_none());
    Ok((sheet_of(&cards)?, told_of(&cards, file)))
}

/// The name on the card of a group, an organisation or a place that a row of the sheet came from.
pub(super) fn of_several(sheet: &Sheet, row: usize) -> Option<&str> {
    let column = sheet.row(0).position(is_of_several).filter(|_| sheet.line(0) == 0)?;
    Some(sheet.cell(row, column)).filter(|name| !name.is_empty())
}

/// Whether a column holds the names of groups, organisations and places, which are told of row by row.
pub(super) fn is_of_several(header: &str) -> bool {
    header == OF_SEVERAL
}

/// What of the cards is not taken.
fn told_of(cards: &[Card], file: &str) -> Vec<Finding> {
    let mut findings = Findings::new(file);
    for card in cards {
        for (head, more) in card.beyond_limit() {
            let counts = vec![REPEATS.to_string(), more.to_string()];
            findings.add(Code::RepeatedProperty, || (Place::file(file).on_line(card.line), head.to_owned(), counts));
        }
    }
    findings.finish()
}

fn sheet_of(cards: &[Card]) -> Result<Sheet, TooLarge> {
    let mut heads: Vec<String> = vec![NAME.to_owned(), GIVEN.to_owned(), FAMILY.to_owned()];
    let mut places: HashMap<String, usize> = heads.iter().cloned().zip(0..).collect();
    for (head, _) in cards.iter().flat_map(Card::all_cells) {
        if !places.contains_key(head) {
            places.insert(head.clone(), heads.len());
            heads.push(head.clone());
        }
    }
    let mut sheet = Sheet::new("");
    sheet.begin_row(0);
    for head in &heads {
        sheet.push_cell(head)?;
    }
    for card in cards {
        for cells in card.rows() {
            sheet.begin_row(card.line);
            let mut texts = vec![""; heads.len()];
            for (head, text) in cells {
                texts[places[head]] = text;
            }
            for text in texts {
                sheet.push_cell(text)?;
            }
        }
    }
    Ok(sheet)
}
