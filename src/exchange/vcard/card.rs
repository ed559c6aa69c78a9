//! A card in the making: its properties by column, its posts, and whether it is of a person at all.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::cells::is_han;
use super::super::naming::sounds_like_organisation;
use super::property::Property;

/// How many texts of one kind a card may have; more than a person ever needs.
pub(super) const REPEATS: usize = 100;

/// What the columns of names are called.
pub(super) const NAME: &str = "Full name";
pub(super) const GIVEN: &str = "Given name";
pub(super) const FAMILY: &str = "Family name";

/// What the column of names of groups, organisations and places is called.
pub(super) const OF_SEVERAL: &str = "vCard of several";

const TITLE: &str = "Job title";
const ROLE: &str = "vCard ROLE";

/// What the further posts of our own exports are counted as.
const POST: &str = "post";

/// How many levels of ORG are told apart.
const LEVELS: usize = 12;

/// A column and what stands in it.
type Cell = (String, String);

/// A card in the making.
#[derive(Debug, Default)]
pub(super) struct Card {
    /// The line on which it begins.
    pub line: u32,
    cells: Vec<Cell>,
    /// How many texts there are for each kind of column.
    counts: BTreeMap<String, usize>,
    /// The posts beside the first: each with cells of its own.
    posts: Vec<Vec<Cell>>,
    /// The places of the posts that our own exports group, by their groups.
    grouped: HashMap<String, usize>,
    /// Whether it is a group, an organisation or a place, which is nobody.
    is_nobody: bool,
    /// Whether it is the card by which our own export says that there is nobody to write a card of.
    says_there_is_none: bool,
    /// Whether the address book shows it under the name of the organisation.
    shows_company: bool,
    /// Family name, given name and further given names of N.
    name_parts: Vec<String>,
    /// The path of units of each ORG.
    organisations: Vec<Vec<String>>,
    known_organisations: HashSet<Vec<String>>,
    titles: Vec<String>,
    /// Addresses and numbers: how far each is from the desk, what it is, and the text.
    reaches: Vec<(u8, &'static str, String)>,
}

impl Card {
    /// A card that begins on a line.
    pub fn on_line(line: u32) -> Self {
        Self { line, ..Self::default() }
    }

    /// Whether the card says that the file has no others.
    pub fn says_there_is_none(&self) -> bool {
        self.says_there_is_none
    }

    /// The kinds of columns of which more texts were said than are kept, and how many more.
    pub fn beyond_limit(&self) -> impl Iterator<Item = (&str, usize)> {
        let beyond = self.counts.iter().filter(|(_, count)| **count > REPEATS);
        beyond.map(|(head, count)| (head.as_str(), count - REPEATS))
    }

    /// The cells of the card and of its further posts.
    pub fn all_cells(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().chain(self.posts.iter().flatten())
    }

    /// The rows of the card: one, and another for each further post.
    pub fn rows(&self) -> impl Iterator<Item = Vec<&Cell>> {
        const OF_PERSON: [&str; 8] = [NAME, GIVEN, FAMILY, "Alias", "Email", "Phone", "Mobile", "Unique ID"];
        let of_person = || self.cells.iter().filter(|(head, _)| OF_PERSON.contains(&head.as_str()));
        let further = self.posts.iter().map(move |cells| of_person().chain(cells).collect());
        std::iter::once(self.cells.iter().collect()).chain(further)
    }

    /// Takes in a property.
    pub fn take(&mut self, property: &Property) {
        let number = property.group.strip_prefix("post").and_then(|number| number.parse::<u32>().ok());
        if number.is_some_and(|number| number > 1) {
            let mut post = Self::default();
            post.take(&property.without_group());
            post.settle_posts();
            if let Some(place) = self.grouped.get(&property.group) {
                self.posts[*place].extend(post.cells);
            } else if self.counted(POST) {
                self.grouped.insert(property.group.clone(), self.posts.len());
                self.posts.push(post.cells);
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
            "ORG" if property.is_alternative() && !self.organisations.is_empty() => self.put("vCard ORG", text()),
            "ORG" => {
                let path: Vec<String> = property.parts().into_iter().take(LEVELS).collect();
                if self.known_organisations.insert(path.clone()) && self.counted("ORG") {
                    self.organisations.push(path);
                }
            }
            "X-DEPARTMENT" => self.put("Department", text()),
            "TITLE" => self.titles.push(text()),
            "ROLE" => self.put(ROLE, text()),
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
            "X-WATERLINE-CARDS" => self.says_there_is_none = text().trim() == "0",
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => {
                self.is_nobody |= matches!(text().to_lowercase().as_str(), "group" | "org" | "location");
            }
            // Pictures, sounds and keys: that they are there is enough.
            "PHOTO" | "LOGO" | "SOUND" | "KEY" => self.put(&unknown(&property.name), "(…)".to_owned()),
            other => self.put(&unknown(other), text()),
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
        for path in paths {
            let mut post =
                Self { organisations: vec![path], titles: titles.next().into_iter().collect(), ..Self::default() };
            post.settle_posts();
            self.posts.push(post.cells);
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
        if text.trim().is_empty() || !self.counted(head) {
            return;
        }
        let column = match self.counts[head] {
            1 => head.to_owned(),
            number => format!("{head} {number}"),
        };
        self.cells.push((column, text));
    }

    /// Counts one more of a kind; whether it is one of those that are kept.
    fn counted(&mut self, head: &str) -> bool {
        let count = self.counts.entry(head.to_owned()).or_default();
        *count += 1;
        *count <= REPEATS
    }

    fn text(&self, head: &str) -> Option<&str> {
        self.cells.iter().find(|(other, _)| other == head).map(|(_, text)| text.trim())
    }

    /// Whether the card is shown under the name of an organisation, and not of a person in it.
    fn is_called_as_organisation(&self) -> bool {
        let Some(name) = self.text(NAME).filter(|name| self.text("Unit level 1") == Some(name)) else { return false };
        self.shows_company || sounds_like_organisation(name)
    }

    /// What the parts of the card say together.
    pub fn settle(&mut self) {
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
        // Address books of the West write 伟 王; a name in one word is as people write it, whatever was filled into the parts.
        let is_one_word = self.text(NAME).is_some_and(|name| name.chars().all(is_han));
        if is_han_name && !is_one_word {
            self.cells.retain(|(head, _)| head != NAME);
        }
        if self.text(NAME).is_none() {
            let given = if middle.is_empty() || is_han_name { given } else { format!("{given} {middle}") };
            self.put(GIVEN, given.trim().to_owned());
            self.put(FAMILY, family);
        }
        if self.text(TITLE).is_none()
            && let Some(role) = self.cells.iter_mut().find(|(head, _)| head == ROLE)
        {
            TITLE.clone_into(&mut role.0);
        }
        if self.is_nobody {
            self.name_nobody();
        }
    }

    /// Gives the name of a group or an organisation the column of such names, and takes away what would make a person of it.
    fn name_nobody(&mut self) {
        let called = [NAME, FAMILY, GIVEN].into_iter().find_map(|head| self.text(head));
        let called = called.or_else(|| self.cells.first().map(|(_, text)| text.trim())).unwrap_or_default().to_owned();
        self.cells.retain(|(head, _)| ![NAME, FAMILY, GIVEN].contains(&head.as_str()));
        for (head, _) in self.cells.iter_mut().filter(|(head, _)| head == TITLE) {
            *head = unknown("TITLE");
        }
        self.cells.insert(0, (OF_SEVERAL.to_owned(), called));
        self.posts.clear();
    }
}

/// The column of a property that says nothing that an import knows: no word for any field is among the heads of this kind.
fn unknown(property: &str) -> String {
    format!("vCard {}", property.split_whitespace().collect::<Vec<_>>().join("-"))
}
