//! Popolo JSON (persons, organizations, posts, memberships) as a contact list: a membership is a row, a vacant post another.
//!
//! After the Popolo project's specification (popoloproject.com). Start and end dates are days of tenure; the end date of Popolo
//! is read as the first day on which the post is held no longer.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::finding::{Code, Finding, Findings, Place};
use super::json_lists::Json;
use super::table::{Sheet, TooLarge, Workbook};

/// How deep organisations may lie within each other.
const LEVELS: usize = 12;

/// Whether a JSON document is of this kind.
pub(super) fn recognise(json: &Json) -> bool {
    let has = |key: &str| matches!(json.get(key), Some(Json::List(_)));
    has("persons") && (has("organizations") || has("memberships") || has("posts"))
        || (has("memberships") && has("organizations"))
}

/// A person, post and organisation that belong together.
struct Row<'a> {
    person: Option<&'a Json>,
    post: Option<&'a Json>,
    organisation: Option<&'a str>,
    membership: Option<&'a Json>,
    /// The place in the list of memberships, persons or posts, from 1.
    line: u32,
}

/// The rows of a document on one sheet, and what of it is not taken.
pub(super) fn read(json: &Json, file: &str) -> Result<(Workbook, Vec<Finding>), TooLarge> {
    let persons: HashMap<&str, &Json> = by_id(json.list("persons"));
    let posts: HashMap<&str, &Json> = by_id(json.list("posts"));
    let organisations: HashMap<&str, &Json> = by_id(json.list("organizations"));
    let mut findings = Findings::new(file);
    tell_unused(json, file, &mut findings);
    let mut rows = Vec::new();
    let mut placed: HashSet<&str> = HashSet::new();
    let mut held: HashSet<&str> = HashSet::new();
    let inner = json
        .list("persons")
        .iter()
        .flat_map(|person| person.list("memberships").iter().map(move |membership| (Some(person), membership)));
    let outer = json.list("memberships").iter().map(|membership| (None, membership));
    for (line, (owner, membership)) in (1..).zip(inner.chain(outer)) {
        let place = || Place::file(file).on_sheet("memberships").on_line(line);
        let person = owner.or_else(|| persons.get(membership.text("person_id")?).copied());
        let post = membership.text("post_id").and_then(|id| posts.get(id).copied());
        held.extend(post.and_then(|post| post.text("id")));
        if person.is_none() {
            let named = ["person_id", "member_id", "person", "id"].into_iter().find_map(|key| membership.text(key));
            findings.add(Code::MembershipOfNobody, || (place(), named.unwrap_or_default().to_owned(), vec![]));
            continue;
        }
        let organisation =
            post.and_then(|post| post.text("organization_id")).or_else(|| membership.text("organization_id"));
        let lost_post = membership.text("post_id").filter(|_| post.is_none());
        let lost_organisation = organisation.filter(|id| !organisations.contains_key(id));
        for (key, lost) in [("post_id", lost_post), ("organization_id", lost_organisation)] {
            if let Some(lost) = lost {
                findings.add(Code::NotInFile, || (place(), lost.to_owned(), vec![key.to_owned()]));
            }
        }
        placed.extend(person.and_then(|person| person.text("id")));
        rows.push(Row { person, post, organisation, membership: Some(membership), line });
    }
    for (line, post) in (1..).zip(json.list("posts")) {
        if !post.text("id").is_some_and(|id| held.contains(id)) {
            let organisation = post.text("organization_id");
            rows.push(Row { person: None, post: Some(post), organisation, membership: None, line });
        }
    }
    for (line, person) in (1..).zip(json.list("persons")) {
        if !person.text("id").is_some_and(|id| placed.contains(id)) && person.list("memberships").is_empty() {
            rows.push(Row { person: Some(person), post: None, organisation: None, membership: None, line });
        }
    }
    let paths: Vec<Vec<&str>> =
        rows.iter().map(|row| row.organisation.map_or(Vec::new(), |id| path_of(&organisations, id))).collect();
    let depth = paths.iter().map(Vec::len).max().unwrap_or(0).clamp(1, LEVELS);
    let mut sheet = Sheet::new("");
    sheet.begin_row(0);
    for head in ["Unique ID", "Full name", "Alias", "Job title", "Email", "Phone", "Mobile", "Start date", "End date"] {
        sheet.push_cell(head)?;
    }
    sheet.push_cell("Tenure type")?;
    sheet.push_cell("Post key")?;
    for level in 1..=depth {
        sheet.push_cell(&format!("Unit level {level}"))?;
    }
    for (row, path) in rows.iter().zip(&paths) {
        sheet.begin_row(row.line);
        for cell in cells_of(row) {
            sheet.push_cell(&cell)?;
        }
        // What lies deeper than that hangs on the last level that is told apart.
        for level in 0..depth {
            sheet.push_cell(path.get(level).copied().unwrap_or_default())?;
        }
    }
    Ok((Workbook { sheets: vec![sheet] }, findings.finish()))
}

/// What is taken of each list of a document.
const TAKEN: [(&str, &[&str]); 4] = [
    ("persons", &["id", "name", "email", "other_names", "contact_details", "memberships"]),
    ("organizations", &["id", "name", "parent_id"]),
    ("posts", &["id", "label", "role", "organization_id"]),
    (
        "memberships",
        &["id", "person_id", "post_id", "organization_id", "label", "role", "start_date", "end_date", "x_tenure"],
    ),
];

/// Tells of the lists and fields of a document that are not taken, each once.
fn tell_unused(json: &Json, file: &str, findings: &mut Findings) {
    let Json::Object(lists) = json else { return };
    for (name, list) in lists {
        let Some((_, taken)) = TAKEN.iter().find(|(taken, _)| taken == name) else {
            if let Json::List(list) = list
                && !list.is_empty()
            {
                let count = vec![list.len().to_string()];
                findings.add(Code::UnusedList, || (Place::file(file), name.clone(), count));
            }
            continue;
        };
        let mut unused: BTreeMap<&str, usize> = BTreeMap::new();
        let Json::List(list) = list else { continue };
        let inner = list.iter().filter(|_| *taken == TAKEN[0].1).flat_map(|person| person.list("memberships"));
        let objects = list.iter().map(|item| (*taken, item)).chain(inner.map(|membership| (TAKEN[3].1, membership)));
        for (taken, object) in objects {
            let Json::Object(fields) = object else { continue };
            for (field, value) in fields {
                let says = match value {
                    Json::Null => false,
                    Json::Text(text) => !text.trim().is_empty(),
                    Json::List(list) => !list.is_empty(),
                    Json::Object(fields) => !fields.is_empty(),
                };
                if says && !taken.contains(&field.as_str()) {
                    *unused.entry(field).or_default() += 1;
                }
            }
        }
        for (field, count) in unused {
            let place = Place::file(file).on_sheet(name);
            findings.add(Code::UnusedField, || (place, field.to_owned(), vec![count.to_string()]));
        }
    }
}

fn cells_of(row: &Row<'_>) -> [String; 11] {
    let of = |json: Option<&Json>, key: &str| json.and_then(|json| json.text(key)).unwrap_or_default().to_owned();
    let contact = |kinds: &[&str]| {
        let details = row.person.map_or(&[][..], |person| person.list("contact_details"));
        let fits = |detail: &&Json| detail.text("type").is_some_and(|kind| kinds.contains(&kind));
        details.iter().find(fits).map_or(String::new(), |detail| of(Some(detail), "value"))
    };
    let email = Some(of(row.person, "email")).filter(|email| !email.is_empty());
    let title = ["label", "role"].into_iter().map(|key| of(row.post, key));
    let title = title.chain(["label", "role"].into_iter().map(|key| of(row.membership, key)));
    let names = row.person.map_or(&[][..], |person| person.list("other_names"));
    let aliases: Vec<&str> = names.iter().filter_map(|name| name.text("name")).collect();
    [
        of(row.person, "id"),
        of(row.person, "name"),
        aliases.join("、"),
        title.into_iter().find(|title| !title.is_empty()).unwrap_or_default(),
        email.unwrap_or_else(|| contact(&["email"])),
        contact(&["voice", "phone", "tel"]),
        contact(&["cell", "mobile"]),
        of(row.membership, "start_date"),
        of(row.membership, "end_date"),
        of(row.membership, "x_tenure"),
        of(row.post, "id"),
    ]
}

fn by_id(list: &[Json]) -> HashMap<&str, &Json> {
    list.iter().filter_map(|item| Some((item.text("id")?, item))).collect()
}

/// The names of an organisation and those above it, from the root down.
fn path_of<'a>(organisations: &HashMap<&str, &'a Json>, id: &str) -> Vec<&'a str> {
    let mut path = Vec::new();
    let mut next = organisations.get(id).copied();
    while let Some(organisation) = next {
        path.push(organisation.text("name").unwrap_or_default());
        // A circle of parents ends where it would begin anew.
        next = organisation
            .text("parent_id")
            .and_then(|parent| organisations.get(parent).copied())
            .filter(|_| path.len() <= LEVELS);
    }
    path.reverse();
    path.retain(|name| !name.is_empty());
    path
}
