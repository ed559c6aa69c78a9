//! Address cards (vCard 2.1, 3.0 and 4.0) become a contact list: a card is a row, a property a column.
//!
//! After RFC 6350, RFC 2426 and the vCard 2.1 specification of versit (1996). Properties that say nothing about posts or how to
//! reach somebody become columns of their own name, which an import then reports as not used.

mod property;

use std::collections::HashMap;

use super::cells::is_han;
use super::naming::sounds_like_organisation;
use super::table::{Sheet, TooLarge};
use property::{Property, lines, without_soft_breaks};

/// How many levels of ORG are told apart.
const LEVELS: usize = 12;

/// What the columns are called that an import knows, in the order in which they are written.
const NAME: &str = "Full name";
const GIVEN: &str = "Given name";
const FAMILY: &str = "Family name";
const TITLE: &str = "Job title";

/// Reads cards into a sheet; each row stands on the line where its card begins.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, TooLarge> {
    let mut cards: Vec<Card> = Vec::new();
    // Cards may hold the card of an agent; what stands in that one is not about its owner.
    let mut depth = 0_usize;
    for (line, content) in without_soft_breaks(lines(bytes)) {
        let Some(property) = Property::parse(&content) else { continue };
        match property.name.as_str() {
            "BEGIN" => {
                depth += 1;
                if depth == 1 {
                    cards.push(Card { line, ..Card::default() });
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
    sheet_of(cards)
}

/// A card in the making.
#[derive(Debug, Default)]
struct Card {
    line: u32,
    cells: Vec<(String, String)>,
    /// The posts beside the first, as our own exports group them: each with cells of its own.
    posts: Vec<(String, Vec<(String, String)>)>,
    /// Whether it is a group or an organisation, which is nobody.
    is_nobody: bool,
    /// Whether the address book shows it under the name of the organisation.
    shows_company: bool,
    /// Family name, given name and further given names of N.
    name_parts: Vec<String>,
    /// The path of units of each ORG.
    organisations: Vec<Vec<String>>,
    titles: Vec<String>,
    /// Addresses and numbers: how far each is from the desk, what it is, and the text.
    reaches: Vec<(u8, &'static str, String)>,
}

impl Card {
    fn take(&mut self, property: &Property) {
        let number = property.group.strip_prefix("post").and_then(|number| number.parse::<u32>().ok());
        if number.is_some_and(|number| number > 1) {
            let mut post = Self::default();
            post.take(&property.without_group());
            post.settle_posts();
            match self.posts.iter_mut().find(|(group, _)| *group == property.group) {
                Some((_, cells)) => cells.extend(post.cells),
                None => self.posts.push((property.group.clone(), post.cells)),
            }
            return;
        }
        let text = || property.text();
        match property.name.as_str() {
            "X-ABSHOWAS" => self.shows_company |= text().to_uppercase().contains("COMPANY"),
            "VERSION" | "PRODID" | "REV" | "X-ABUID" | "CLASS" | "PROFILE" | "MAILER" | "XML" | "CLIENTPIDMAP" => {}
            "FN" => self.put(NAME, text()),
            "N" => self.name_parts = property.parts(),
            "NICKNAME" => property.list().into_iter().for_each(|alias| self.put("Alias", alias)),
            "ORG" if property.is_alternative() && !self.organisations.is_empty() => self.put("ORG", text()),
            "ORG" => {
                let path: Vec<String> = property.parts().into_iter().take(LEVELS).collect();
                if !self.organisations.contains(&path) {
                    self.organisations.push(path);
                }
            }
            "X-DEPARTMENT" => self.put("Department", text()),
            "TITLE" => self.titles.push(text()),
            "ROLE" => self.put("ROLE", text()),
            "EMAIL" => self.reach("Email", property, text().trim_start_matches("mailto:").to_owned()),
            "TEL" => {
                let number = text().trim_start_matches("tel:").to_owned();
                let head = if property.is_type(&["FAX", "PAGER", "MODEM", "BBS"]) {
                    "Fax"
                } else if property.is_type(&["CELL"]) {
                    "Mobile"
                } else {
                    "Phone"
                };
                self.reach(head, property, number);
            }
            "NOTE" => self.put("Notes", text()),
            "UID" => self.put("Unique ID", text().trim_start_matches("urn:uuid:").to_owned()),
            "X-MANAGER" | "X-MS-MANAGER" | "X-EVOLUTION-MANAGER" => self.put("Manager", text()),
            "X-MANAGERSNAME" | "X-KADDRESSBOOK-X-MANAGERSNAME" => self.put("Manager name", text()),
            "RELATED" if property.is_type(&["MANAGER", "SUPERIOR"]) => {
                self.put("Manager id", text().trim_start_matches("urn:uuid:").to_owned());
            }
            "X-WATERLINE-POST" => self.put("Post key", text()),
            "X-WATERLINE-ORDER" => self.put("Order", text()),
            "X-WATERLINE-RANK" => self.put("Rank", text()),
            "X-WATERLINE-TENURE" => self.put("Tenure type", text()),
            "X-WATERLINE-FROM" => self.put("Start date", text()),
            "X-WATERLINE-UNTIL" => self.put("End date", text()),
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => {
                self.is_nobody |= matches!(text().to_lowercase().as_str(), "group" | "org" | "location");
            }
            // Pictures, sounds and keys: that they are there is enough.
            "PHOTO" | "LOGO" | "SOUND" | "KEY" => self.put(&property.name, "(…)".to_owned()),
            other => self.put(other, text()),
        }
    }

    /// Keeps an address or number: those of the desk come first, those of the home last.
    fn reach(&mut self, head: &'static str, property: &Property, text: String) {
        let place = match () {
            () if property.is_type(&["WORK"]) => 0,
            () if property.is_type(&["HOME", "DOM"]) => 4,
            () => 2,
        };
        self.reaches.push((place + u8::from(!property.is_preferred()), head, text));
    }

    /// Gives the card a post for each organisation, the first title to the first, and what it can be reached by.
    fn settle_posts(&mut self) {
        let mut paths = std::mem::take(&mut self.organisations).into_iter();
        for (level, unit) in (1..).zip(paths.next().unwrap_or_default()) {
            self.put(&format!("Unit level {level}"), unit);
        }
        let mut titles = std::mem::take(&mut self.titles).into_iter();
        self.put(TITLE, titles.next().unwrap_or_default());
        for (number, path) in (2..).zip(paths) {
            let mut post =
                Self { organisations: vec![path], titles: titles.next().into_iter().collect(), ..Self::default() };
            post.settle_posts();
            self.posts.push((format!("organisation {number}"), post.cells));
        }
        for title in titles {
            self.put(TITLE, title);
        }
        let mut reaches = std::mem::take(&mut self.reaches);
        reaches.sort_by_key(|(place, ..)| *place);
        for (_, head, text) in reaches {
            self.put(head, text);
        }
    }

    /// Puts a text into its column, the next of its kind where that is taken already.
    fn put(&mut self, head: &str, text: String) {
        if text.trim().is_empty() {
            return;
        }
        let mut column = head.to_owned();
        let mut number = 1;
        while self.cells.iter().any(|(other, _)| *other == column) {
            number += 1;
            column = format!("{head} {number}");
        }
        self.cells.push((column, text));
    }

    fn has(&self, head: &str) -> bool {
        self.cells.iter().any(|(other, _)| other == head)
    }

    /// Whether the card is shown under the name of an organisation, and not of a person in it.
    fn is_called_as_organisation(&self) -> bool {
        let text = |head: &str| self.cells.iter().find(|(other, _)| other == head).map(|(_, text)| text.trim());
        let Some(name) = text(NAME).filter(|name| text("Unit level 1") == Some(name)) else { return false };
        self.shows_company || sounds_like_organisation(name)
    }

    /// What the parts of the card say together.
    fn settle(&mut self) {
        self.settle_posts();
        if self.is_called_as_organisation() {
            if self.name_parts.iter().take(2).all(|part| part.trim().is_empty()) {
                self.is_nobody = true;
            } else {
                self.cells.retain(|(head, _)| head != NAME);
            }
        }
        let part = |place: usize| self.name_parts.get(place).map_or("", |part| part.trim()).to_owned();
        let (family, given, middle) = (part(0), part(1), part(2));
        let is_han_name = !family.is_empty() && !given.is_empty() && format!("{family}{given}").chars().all(is_han);
        if is_han_name {
            // Address books of the West write 伟 王.
            self.cells.retain(|(head, _)| head != NAME);
        }
        if !self.has(NAME) {
            let given = if middle.is_empty() || is_han_name { given } else { format!("{given} {middle}") };
            self.put(GIVEN, given.trim().to_owned());
            self.put(FAMILY, family);
        }
        if !self.has(TITLE)
            && let Some(role) = self.cells.iter_mut().find(|(head, _)| head == "ROLE")
        {
            TITLE.clone_into(&mut role.0);
        }
        if self.is_nobody {
            for cell in self.cells.iter_mut().filter(|(head, _)| [NAME, GIVEN, FAMILY, TITLE].contains(&head.as_str()))
            {
                "Card of several".clone_into(&mut cell.0);
            }
        }
    }
}

/// The rows of a card: one, and another for each further post.
fn rows_of(card: &Card) -> Vec<Vec<(String, String)>> {
    const OF_PERSON: [&str; 8] = [NAME, GIVEN, FAMILY, "Alias", "Email", "Phone", "Mobile", "Unique ID"];
    let of_person = card.cells.iter().filter(|(head, _)| OF_PERSON.contains(&head.as_str()));
    let further = card.posts.iter().map(|(_, cells)| of_person.clone().chain(cells).cloned().collect());
    std::iter::once(card.cells.clone()).chain(further).collect()
}

fn sheet_of(mut cards: Vec<Card>) -> Result<Sheet, TooLarge> {
    let mut heads: Vec<String> = vec![NAME.to_owned(), GIVEN.to_owned(), FAMILY.to_owned()];
    let mut places: HashMap<String, usize> = heads.iter().cloned().zip(0..).collect();
    for card in &mut cards {
        card.settle();
        for (head, _) in card.cells.iter().chain(card.posts.iter().flat_map(|(_, cells)| cells)) {
            if !places.contains_key(head) {
                places.insert(head.clone(), heads.len());
                heads.push(head.clone());
            }
        }
    }
    let mut sheet = Sheet::new("");
    sheet.begin_row(0);
    for head in &heads {
        sheet.push_cell(head)?;
    }
    for card in &cards {
        for cells in rows_of(card) {
            sheet.begin_row(card.line);
            let mut texts = vec![""; heads.len()];
            for (head, text) in &cells {
                texts[places[head]] = text;
            }
            for text in texts {
                sheet.push_cell(text)?;
            }
        }
    }
    Ok(sheet)
}
