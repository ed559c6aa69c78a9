//! The card of a person where people matter more than posts: stance, name, part in the decision, post, unit.

use super::marks::{Mark, SIZE};
use super::org_chart::{FootMark, FootRows, role_mark};
use super::scene::{Dash, Group, Ink, Item, Language, Lettering, Rectangle, Reference, Role, Stroke, write_line};
use crate::analysis::ground::Ground;
use crate::font::{Weight, Wrap, Wrapped, display_text, wrap};
use crate::model::id::PersonId;

const NAME: Lettering = Lettering { size: 14.5, weight: Weight::Medium, ink: Ink::Text };
const PLACE: Lettering = Lettering { size: 11.5, weight: Weight::Regular, ink: Ink::Muted };
const PAD: f32 = 10.0;
const NAME_LINE: f32 = 19.0;
const PLACE_LINE: f32 = 15.0;
const GAP: f32 = 6.0;
/// The room at the end of the last line for a further sign.
const SIGN: f32 = 15.0;

/// A seat in the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SeatHeld {
    /// Can its holder stop the decision alone?
    pub veto: bool,
}

/// What a card tells about a person.
#[derive(Debug, Clone)]
pub(super) struct PersonFacts {
    pub person: PersonId,
    pub name: String,
    /// The title of the post; what says that there is none.
    pub title: String,
    /// The name of the unit.
    pub unit: String,
    pub stance: Mark,
    pub role: Option<Mark>,
    pub seat: Option<SeatHeld>,
    /// Marks at the foot.
    pub foot: Vec<FootMark>,
}

impl PersonFacts {
    /// What the ground knows of a person.
    pub(super) fn of(ground: &Ground<'_>, person: PersonId, language: Language) -> Self {
        let snapshot = ground.snapshot;
        let name = snapshot.person(person).map_or_else(String::new, |person| display_text(&person.name).into_owned());
        let post = snapshot.tenures_of_person(person).next().and_then(|tenure| snapshot.post(tenure.post));
        let (title, unit) = match post {
            Some(post) => {
                let unit = snapshot.unit(post.unit).map_or("", |unit| unit.name.as_str());
                (display_text(&post.title).into_owned(), display_text(unit).into_owned())
            }
            None => (language.pick("无岗位", "no post").to_owned(), String::new()),
        };
        let mut seats = ground.seats_of(person).map(|seated| seated.seat.veto).peekable();
        let seat = seats.peek().is_some().then(|| SeatHeld { veto: seats.any(|veto| veto) });
        let role = ground.beliefs.roles(person).into_iter().find_map(role_mark);
        let stance = Mark::of_stance(ground.beliefs.stance(person));
        Self { person, name, title, unit, stance, role, seat, foot: Vec::new() }
    }

    /// Post and unit in one line.
    pub(super) fn place(&self, language: Language) -> String {
        match (self.title.is_empty(), self.unit.is_empty()) {
            (false, false) => format!("{}{}{}", self.title, language.pick("·", ", "), self.unit),
            (true, _) => self.unit.clone(),
            (_, true) => self.title.clone(),
        }
    }

    /// The marks behind the name, from the right.
    fn behind(&self) -> impl Iterator<Item = Mark> {
        let veto = self.seat.filter(|seat| seat.veto).map(|_| Mark::Veto);
        self.role.into_iter().chain(veto)
    }

    /// All marks, for a legend.
    pub(super) fn marks(&self) -> impl Iterator<Item = Mark> {
        std::iter::once(self.stance).chain(self.behind())
    }
}

/// What a card says besides the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Saying {
    /// The post with its unit.
    PostAndUnit,
    /// The post alone, since the card stands inside its unit.
    Post,
}

/// The frame of those who have a seat.
pub(super) fn seat_stroke() -> Stroke {
    Stroke { ink: Ink::RootBand, width: 2.2, dash: Dash::None }
}

/// What that frame means.
pub(super) fn seat_words(language: Language) -> &'static str {
    language.pick("有决策席位", "has a seat in the decision")
}

/// A card with its words in lines.
#[derive(Debug)]
pub(super) struct PersonCard {
    name: Wrapped,
    place: Wrapped,
    foot: FootRows,
    /// How high the card is.
    pub height: f32,
}

impl PersonCard {
    pub(super) fn measure(facts: &PersonFacts, width: f32, saying: Saying, language: Language) -> Self {
        let marks = facts.behind().count() as f32 * (SIZE + 3.0);
        let room = width - 2.0 * PAD - SIZE - GAP - marks;
        let name = wrap(&facts.name, &Wrap { width: room, size: NAME.size, weight: NAME.weight, max_lines: 2 });
        let place = match saying {
            Saying::PostAndUnit => post_and_unit(facts, width - 2.0 * PAD - SIGN, language),
            Saying::Post => lines(&facts.title, width - 2.0 * PAD, 2),
        };
        let foot = FootRows::measure(&facts.foot, width - 2.0 * PAD, language);
        let rows = name.lines.len().max(1) as f32 * NAME_LINE + place.lines.len() as f32 * PLACE_LINE;
        Self { name, place, height: (rows + foot.height + 16.0).ceil(), foot }
    }

    /// The card, perhaps with a sign in its lower right corner and what that says.
    pub(super) fn draw(
        &self,
        facts: &PersonFacts,
        frame: Rectangle,
        sign: Option<(Item, String)>,
        language: Language,
    ) -> Group {
        let mut items = Vec::with_capacity(8);
        let plain = Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None };
        items.push(Item::Rectangle(outline(frame, if facts.seat.is_some() { seat_stroke() } else { plain })));
        let (left, right) = (frame.x + PAD, frame.x + frame.width - PAD);
        let mut y = frame.y + 8.0;
        facts.stance.draw(&mut items, left - 1.0, y + 9.5);
        for (place, mark) in facts.behind().enumerate() {
            mark.draw(&mut items, right - SIZE - place as f32 * (SIZE + 3.0), y + 9.5);
        }
        for line in &self.name.lines {
            write_line(&mut items, &line.text, left + SIZE + GAP, y + 14.5, NAME);
            y += NAME_LINE;
        }
        y += if self.name.lines.is_empty() { NAME_LINE } else { 0.0 };
        for line in &self.place.lines {
            write_line(&mut items, &line.text, left, y + 12.0, PLACE);
            y += PLACE_LINE;
        }
        self.foot.draw(&mut items, left, y);
        let mut parts = vec![facts.name.clone(), facts.place(language)];
        parts.extend(facts.marks().map(|mark| mark.reading(language)));
        parts.extend(facts.seat.map(|_| seat_words(language).to_owned()));
        parts.extend(facts.foot.iter().map(|mark| mark.reading(language)));
        if let Some((sign, words)) = sign {
            let (x, y) = (right - 4.0, frame.y + frame.height - 8.0 - PLACE_LINE / 2.0);
            items.push(sign.moved(x, y));
            parts.push(words);
        }
        Group {
            reference: Some(Reference { kind: "person", id: facts.person.0 }),
            role: Some(Role::Image),
            label: Some(parts.join(language.pick("，", ", "))),
            shows_label: self.name.cut || self.place.cut,
            items,
            ..Group::default()
        }
    }
}

/// The outline of a card, with its stroke inside the frame.
pub(super) fn outline(frame: Rectangle, stroke: Stroke) -> Rectangle {
    let inset = stroke.width / 2.0;
    Rectangle {
        x: frame.x + inset,
        y: frame.y + inset,
        width: frame.width - 2.0 * inset,
        height: frame.height - 2.0 * inset,
        radius: 8.0,
        fill: Some(Ink::Card),
        stroke: Some(stroke),
    }
}

fn lines(text: &str, width: f32, max_lines: usize) -> Wrapped {
    wrap(text, &Wrap { width, size: PLACE.size, weight: PLACE.weight, max_lines })
}

/// Post and unit in one line where they fit, else in a line each.
fn post_and_unit(facts: &PersonFacts, room: f32, language: Language) -> Wrapped {
    let whole = lines(&facts.place(language), room, 1);
    if !whole.cut || facts.title.is_empty() || facts.unit.is_empty() {
        return whole;
    }
    let (title, unit) = (lines(&facts.title, room, 1), lines(&facts.unit, room, 1));
    Wrapped { cut: title.cut || unit.cut, lines: title.lines.into_iter().chain(unit.lines).collect() }
}
