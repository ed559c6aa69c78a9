//! Address cards, vCard 4.0 (RFC 6350): a card a person; where he or she holds several posts, each in a group of its own.

use std::collections::BTreeSet;

use crate::model::id::{PersonId, PostId};
use crate::model::line::{Line, LineKind, Place};
use crate::model::tenure::TenureKind;

use super::super::mapping::Table;
use super::Out;
use super::roster::{Held, has_key, post_key};

impl Out<'_> {
    /// The cards of all who hold a post today, in the order of the organisation.
    pub(super) fn cards(&mut self) -> Vec<u8> {
        let roster = self.roster();
        let mut people: Vec<(PersonId, Vec<&Held<'_>>)> = Vec::new();
        let mut places = std::collections::HashMap::new();
        let (mut vacant, mut undisclosed) = (0, 0);
        let mut on_cards = BTreeSet::new();
        for held in &roster {
            let Some((_, person)) = held.holder else {
                vacant += usize::from(!held.is_undisclosed);
                undisclosed += usize::from(held.is_undisclosed);
                continue;
            };
            on_cards.insert(held.post.id);
            let place = *places.entry(person.id).or_insert_with(|| {
                people.push((person.id, Vec::new()));
                people.len() - 1
            });
            people[place].1.push(held);
        }
        let shared = Self::shared_posts(&roster);
        self.lose_units(roster.iter().filter(|held| held.holder.is_some()).map(|held| held.post));
        self.lose_keys_of_roster(roster.iter().filter(|held| held.holder.is_some()));
        self.lose(vacant, "空缺岗位", "vacant posts");
        self.lose(undisclosed, "任职者未公开的岗位", "posts of holders who are not named");
        let is_said = |line: &Line| {
            matches!(line.subordinate, Place::Post(post) if on_cards.contains(&post)) && self.is_on_card(line)
        };
        let said = |lines: &Vec<&Line>| lines.iter().filter(|line| !is_said(line)).count();
        let unsaid = self.lines.values().map(said).sum();
        self.lose(unsaid, "汇报线", "lines of authority");
        self.lose_other_tables(&[Table::Contacts]);
        let mut text = String::new();
        if people.is_empty() {
            self.card_of_nobody(&mut text);
        }
        for (person, held) in people {
            self.card(person, &held, &shared, &mut text);
        }
        text.into_bytes()
    }

    /// The card of the account itself, where there is nobody to write a card of: a file without any is none.
    fn card_of_nobody(&self, out: &mut String) {
        let name = escape(&self.snapshot.account().name);
        for line in
            ["BEGIN:VCARD", "VERSION:4.0", "KIND:org", &format!("FN:{name}"), "X-WATERLINE-CARDS:0", "END:VCARD"]
        {
            fold(line, out);
        }
    }

    /// Whether a line is the solid one that a card names.
    fn is_on_card(&self, line: &Line) -> bool {
        let is_first = self
            .lines
            .get(&line.subordinate)
            .and_then(|lines| lines.iter().find(|line| line.kind == LineKind::Solid && line.matter.is_none()));
        let has_key = matches!(line.superior, Place::Post(post) if self.key_of_main_holder(post).is_some());
        is_first.is_some_and(|first| first.id == line.id) && has_key && matches!(line.subordinate, Place::Post(_))
    }

    fn card(&self, person: PersonId, posts: &[&Held<'_>], shared: &BTreeSet<PostId>, out: &mut String) {
        let Some(known) = self.snapshot.person(person) else { return };
        let mut put = |property: &str, value: &str| {
            if !value.is_empty() {
                fold(&format!("{property}:{value}"), out);
            }
        };
        put("BEGIN", "VCARD");
        put("VERSION", "4.0");
        put("UID", &escape(&self.key(person)));
        put("FN", &escape(&known.name));
        let aliases: Vec<String> = known.aliases.iter().map(|alias| escape(alias)).collect();
        put("NICKNAME", &aliases.join(","));
        put("EMAIL;TYPE=work", &escape(known.email.as_deref().unwrap_or_default()));
        put("TEL;TYPE=work,voice", &escape(known.phone.as_deref().unwrap_or_default()));
        put("TEL;TYPE=cell", &escape(known.mobile.as_deref().unwrap_or_default()));
        for (number, held) in (1..).zip(posts) {
            let group = if posts.len() > 1 { format!("post{number}.") } else { String::new() };
            let mut put = |property: &str, value: &str| put(&format!("{group}{property}"), value);
            let path: Vec<String> = self.path(held.post.unit).into_iter().map(escape).collect();
            put("ORG", &path.join(";"));
            put("TITLE", &escape(&held.post.title));
            let key = (shared.contains(&held.post.id) || has_key(held.post)).then(|| post_key(held.post));
            put("X-WATERLINE-POST", &escape(&key.unwrap_or_default()));
            let rank = held.post.rank.as_ref().and_then(|rank| self.rank(rank));
            put("X-WATERLINE-RANK", &escape(&rank.unwrap_or_default()));
            put("X-WATERLINE-ORDER", &held.post.order.map_or(String::new(), |order| order.to_string()));
            let tenure = held.holder.map(|(tenure, _)| tenure);
            let kind = tenure.map(|tenure| match tenure.kind {
                TenureKind::Substantive => "substantive",
                TenureKind::Acting => "acting",
                TenureKind::Concurrent => "concurrent",
                TenureKind::Seconded => "secondment",
            });
            put("X-WATERLINE-TENURE", kind.unwrap_or_default());
            let day = |day: Option<crate::model::time::Day>| day.map_or(String::new(), |day| day.to_string());
            put("X-WATERLINE-FROM", &day(tenure.and_then(|tenure| tenure.span.from)));
            put("X-WATERLINE-UNTIL", &day(tenure.and_then(|tenure| tenure.span.until)));
            let superior = self.superiors(Place::Post(held.post.id), LineKind::Solid).into_iter().next();
            put("RELATED;TYPE=x-manager;VALUE=text", &escape(&superior.unwrap_or_default()));
        }
        put("END", "VCARD");
    }
}

/// A text whose commas, semicolons, backslashes and line ends mean themselves.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            ',' | ';' | '\\' => out.extend(['\\', c]),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded where it is longer than 75 bytes, never within a letter.
fn fold(line: &str, out: &mut String) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}
