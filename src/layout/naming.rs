//! What somebody is called in pictures; who is not named is called after his or her unit.

use super::scene::Language;
use crate::font::display_text;
use crate::model::person::Person;
use crate::model::snapshot::Snapshot;

/// The name of a person, ready to be shown; "someone in 财政局" for a holder who is there and not named.
pub fn naming(snapshot: &Snapshot, person: &Person, language: Language) -> String {
    if !person.is_undisclosed() {
        return display_text(&person.name).into_owned();
    }
    let post = snapshot.tenures_of_person(person.id).next().and_then(|tenure| snapshot.post(tenure.post));
    let unit = post.and_then(|post| snapshot.unit(post.unit)).map(|unit| display_text(&unit.name));
    match (unit, language) {
        (Some(unit), Language::Zh) => format!("{unit}某人"),
        (Some(unit), Language::En) => format!("someone in {unit}"),
        (None, _) => language.pick("未公开姓名者", "someone not named").to_owned(),
    }
}
