//! The small marks beside names and texts, which mean the same in every picture: stance, role, what is done, what is due.
//!
//! A mark never speaks by its colour alone: each has a sign, a letter or a shape of its own, and words for the legend.

use super::legend::{Entry, SAMPLE};
use super::scene::{Dash, Ink, Item, Language, Lettering, Path, Rectangle, Segment, Stroke, write_line};
use crate::belief::{LevelBelief, Sureness};
use crate::font::{Weight, width};

pub mod clock;
pub mod hatch;
pub mod key;

/// The height of every mark, and the width of most.
pub const SIZE: f32 = 17.0;

/// A mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mark {
    /// Where a person stands: −2 (against) to 2 (for), as firmly as the evidence lets one say.
    Stance(i8, Firmness),
    /// Nothing is known of where a person stands.
    StanceUnknown,
    /// The part that a person or unit plays in the decision, by its letter D, A, E, I, S, U or C.
    Role(char),
    /// Can stop the decision alone.
    Veto,
    /// Has been done.
    Done,
    /// Is still to be done.
    Open,
    /// Should have been done by now.
    Late,
    /// A contact that took place.
    Touch,
    /// A step of ours that the stage's template names.
    Step,
    /// Something that we should know and do not.
    Question,
    /// What nobody may do.
    Forbidden,
    /// How likely something is, in whole per cents.
    Chance(u8),
    /// How well a person is known to ours, 0 to 4.
    Rapport(u8),
    /// Was worked out from gaps in the map, not stated by anybody.
    Computed,
}

/// How firm the ground of a stance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Firmness {
    /// Little or old evidence.
    Weak,
    /// Fair evidence.
    Fair,
}

impl Mark {
    /// The mark of what is believed about somebody's stance; unknown is never shown as neutral.
    pub fn of_stance(belief: Option<&LevelBelief>) -> Self {
        let Some(belief) = belief else { return Self::StanceUnknown };
        // What was claimed, not the estimate: the even prior would turn a weakly known supporter into a neutral one.
        let level = (belief.claimed.unwrap_or(belief.estimate) * 2.0).round().clamp(-2.0, 2.0) as i8;
        match belief.sureness {
            Sureness::Unknown => Self::StanceUnknown,
            Sureness::Weak => Self::Stance(level, Firmness::Weak),
            Sureness::Fair => Self::Stance(level, Firmness::Fair),
        }
    }

    /// Whether it shows that the evidence is weak.
    pub fn is_weak(self) -> bool {
        matches!(self, Self::Stance(_, Firmness::Weak))
    }

    /// How wide the mark is.
    pub fn width(self) -> f32 {
        match self {
            Self::Chance(percent) => width(&format!("{percent}%"), 10.5, Weight::Medium) + 10.0,
            Self::Rapport(_) => 28.0,
            _ => SIZE,
        }
    }

    /// What it means, for legend and ear.
    pub fn words(self, language: Language) -> &'static str {
        let [zh, en] = match self {
            Self::Stance(2, _) => ["坚定支持", "strongly for"],
            Self::Stance(1, _) => ["支持", "for"],
            Self::Stance(0, _) => ["中立", "neutral"],
            Self::Stance(-1, _) => ["不支持", "not for"],
            Self::Stance(_, _) => ["反对", "against"],
            Self::StanceUnknown => ["态度未知", "stance unknown"],
            Self::Role('D') => ["决策者", "decider"],
            Self::Role('A') => ["审批者", "approver"],
            Self::Role('E') => ["评估者", "evaluator"],
            Self::Role('I') => ["影响者", "influencer"],
            Self::Role('S') => ["支持者", "supporter"],
            Self::Role('U') => ["使用者", "user"],
            Self::Role(_) => ["教练", "coach"],
            Self::Veto => ["一票否决", "veto"],
            Self::Done => ["已完成", "done"],
            Self::Open => ["待办", "to do"],
            Self::Late => ["已逾期", "overdue"],
            Self::Touch => ["已有接触", "contact made"],
            Self::Step => ["公开可做", "open to us"],
            Self::Question => ["尚不清楚", "not known yet"],
            Self::Forbidden => ["禁止", "forbidden"],
            Self::Chance(_) => ["发生的可能", "how likely"],
            Self::Rapport(_) => ["我方客情，0–4 级", "how well ours know the person, 0 to 4"],
            Self::Computed => ["由地图推算", "worked out from the map"],
        };
        language.pick(zh, en)
    }

    /// What it says beside one name: as [`Mark::words`], with the number where there is one.
    pub fn reading(self, language: Language) -> String {
        match self {
            Self::Chance(percent) => format!("{percent}%"),
            Self::Rapport(level) => format!("{} {level}/4", language.pick("客情", "rapport")),
            Self::Stance(_, Firmness::Weak) => {
                format!("{}{}", self.words(language), language.pick("（依据弱）", " (weak evidence)"))
            }
            _ => self.words(language).to_owned(),
        }
    }

    /// The entries that this mark needs in a legend.
    pub fn entries(self, language: Language) -> Vec<Entry> {
        Self::legend_of(&[self], language)
    }

    /// The entries of marks in a legend, each once and in an order that can be learned: stances from for to against, then
    /// roles, then the rest.
    pub fn legend_of(marks: &[Self], language: Language) -> Vec<Entry> {
        let sample = |mark: Self| {
            let mut items = Vec::new();
            mark.draw(&mut items, ((SAMPLE - mark.width()) / 2.0).round(), 0.0);
            items
        };
        let mut shown: Vec<Self> = Vec::new();
        for mark in marks {
            let alike = match *mark {
                Self::Chance(_) => Self::Chance(40),
                Self::Rapport(_) => Self::Rapport(2),
                Self::Stance(level, Firmness::Weak) => Self::Stance(level, Firmness::Fair),
                other => other,
            };
            if !shown.contains(&alike) {
                shown.push(alike);
            }
        }
        shown.sort_by_key(|mark| mark.place());
        let weak = marks.iter().find(|mark| matches!(mark, Self::Stance(_, Firmness::Weak)));
        let hollow = weak.map(|mark| Entry::new(sample(*mark), language.pick("空心：依据弱", "hollow: weak evidence")));
        let own = |mark: &Self| Entry::new(sample(*mark), mark.words(language));
        let (stances, others) = shown.split_at(shown.partition_point(|mark| mark.place() < Self::Role('D').place()));
        stances.iter().map(own).chain(hollow).chain(others.iter().map(own)).collect()
    }

    /// The place of the mark in a legend.
    fn place(self) -> u8 {
        match self {
            Self::Stance(level, _) => (2 - level.clamp(-2, 2)) as u8,
            Self::StanceUnknown => 8,
            Self::Role(role) => 10 + "DAEISUC".find(role).unwrap_or(7) as u8,
            Self::Veto => 20,
            Self::Rapport(_) => 21,
            Self::Chance(_) => 22,
            Self::Computed => 23,
            Self::Done => 24,
            Self::Open => 25,
            Self::Late => 26,
            Self::Touch => 27,
            Self::Step => 28,
            Self::Question => 29,
            Self::Forbidden => 30,
        }
    }

    /// Draws the mark with its left edge at `x` about the line `middle`.
    pub fn draw(self, items: &mut Vec<Item>, x: f32, middle: f32) {
        let centre = (x + SIZE / 2.0, middle);
        match self {
            Self::Stance(level, firmness) => draw_stance(items, centre, level, firmness),
            Self::StanceUnknown => {
                items.push(disc(centre, 8.0, None, Some(thin(Ink::Muted, Dash::Short))));
                letter(items, "?", centre, Ink::Muted);
            }
            Self::Role(role) => draw_role(items, x, middle, role),
            Self::Veto => {
                let mut sign = Path::filled(Ink::Accent);
                sign.segments = octagon(centre, 8.0);
                items.push(Item::Path(sign));
                let mut cross = Path::stroked(Stroke { ink: Ink::Card, width: 1.8, dash: Dash::None });
                let (x, y) = centre;
                cross.segments = vec![
                    Segment::Move(x - 3.0, y - 3.0),
                    Segment::Line(x + 3.0, y + 3.0),
                    Segment::Move(x - 3.0, y + 3.0),
                    Segment::Line(x + 3.0, y - 3.0),
                ];
                items.push(Item::Path(cross));
            }
            Self::Done => {
                items.push(disc(centre, 8.0, Some(Ink::Neutral), None));
                let mut tick = Path::stroked(Stroke { ink: Ink::Card, width: 1.8, dash: Dash::None });
                tick.segments = vec![
                    Segment::Move(centre.0 - 3.6, centre.1 + 0.2),
                    Segment::Line(centre.0 - 1.0, centre.1 + 2.8),
                    Segment::Line(centre.0 + 3.8, centre.1 - 2.8),
                ];
                items.push(Item::Path(tick));
            }
            Self::Open => items.push(disc(centre, 7.0, Some(Ink::Card), Some(thin(Ink::Solid, Dash::None)))),
            Self::Late => {
                let mut triangle = Path::filled(Ink::Accent);
                let (cx, cy) = centre;
                triangle.segments = vec![
                    Segment::Move(cx, cy - 8.0),
                    Segment::Line(cx + 8.6, cy + 7.0),
                    Segment::Line(cx - 8.6, cy + 7.0),
                    Segment::Close,
                ];
                items.push(Item::Path(triangle));
                items.push(bar((cx, cy + 0.4), 0.0, 2.6, Ink::Card));
                items.push(disc((cx, cy + 4.8), 1.0, Some(Ink::Card), None));
            }
            Self::Touch => {
                items.push(disc((centre.0 - 3.0, middle), 4.6, None, Some(thin(Ink::Solid, Dash::None))));
                items.push(disc((centre.0 + 3.0, middle), 4.6, None, Some(thin(Ink::Solid, Dash::None))));
            }
            Self::Step => items.push(disc(centre, 3.0, Some(Ink::Solid), None)),
            Self::Question => {
                // A square: a round "?" says that a stance is unknown, and on paper colour tells nothing.
                items.push(Item::Rectangle(Rectangle {
                    x: centre.0 - 7.5,
                    y: middle - 7.5,
                    width: 15.0,
                    height: 15.0,
                    radius: 2.0,
                    fill: Some(Ink::Card),
                    stroke: Some(thin(Ink::Accent, Dash::None)),
                }));
                letter(items, "?", centre, Ink::Accent);
            }
            Self::Forbidden => {
                items.push(disc(centre, 7.4, Some(Ink::Card), Some(thin(Ink::Oppose, Dash::None))));
                let mut slash = Path::stroked(Stroke { ink: Ink::Oppose, width: 1.6, dash: Dash::None });
                slash.segments =
                    vec![Segment::Move(centre.0 - 5.0, centre.1 + 5.0), Segment::Line(centre.0 + 5.0, centre.1 - 5.0)];
                items.push(Item::Path(slash));
            }
            Self::Chance(percent) => draw_chance(items, x, middle, percent),
            Self::Rapport(level) => {
                for dot in 0..4_u8 {
                    let at = (x + 3.5 + 7.0 * f32::from(dot), middle);
                    let fill = (dot < level).then_some(Ink::Solid);
                    items.push(disc(at, 2.6, fill, Some(thin(Ink::Solid, Dash::None))));
                }
            }
            Self::Computed => {
                let mut diamond = Path::stroked(thin(Ink::Muted, Dash::None));
                let (cx, cy) = centre;
                diamond.segments = vec![
                    Segment::Move(cx, cy - 5.5),
                    Segment::Line(cx + 5.5, cy),
                    Segment::Line(cx, cy + 5.5),
                    Segment::Line(cx - 5.5, cy),
                    Segment::Close,
                ];
                items.push(Item::Path(diamond));
            }
        }
    }
}

/// The ink of a stance level.
pub fn stance_ink(level: i8) -> Ink {
    match level {
        1.. => Ink::Support,
        0 => Ink::Neutral,
        _ => Ink::Oppose,
    }
}

fn draw_stance(items: &mut Vec<Item>, centre: (f32, f32), level: i8, firmness: Firmness) {
    let ink = stance_ink(level);
    let (fill, sign) = match firmness {
        Firmness::Fair => (ink, Ink::Card),
        Firmness::Weak => (Ink::Card, ink),
    };
    items.push(disc(centre, 8.0, Some(fill), Some(Stroke { ink, width: 1.4, dash: Dash::None })));
    let plus = |items: &mut Vec<Item>, at: (f32, f32), arm: f32| {
        items.push(bar(at, arm, 0.0, sign));
        items.push(bar(at, 0.0, arm, sign));
    };
    let (x, y) = centre;
    match level {
        2.. => {
            plus(items, (x - 3.3, y), 2.4);
            plus(items, (x + 3.3, y), 2.4);
        }
        1 => plus(items, centre, 4.0),
        0 => items.push(disc(centre, 3.0, None, Some(Stroke { ink: sign, width: 1.7, dash: Dash::None }))),
        -1 => items.push(bar(centre, 4.0, 0.0, sign)),
        _ => {
            items.push(bar((x, y - 2.2), 4.0, 0.0, sign));
            items.push(bar((x, y + 2.2), 4.0, 0.0, sign));
        }
    }
}

/// A letter in a square, darker the more say it stands for.
fn draw_role(items: &mut Vec<Item>, x: f32, middle: f32, role: char) {
    let (ground, ink) = match role {
        'D' => (Ink::RootBand, Ink::RootBandText),
        'A' | 'E' => (Ink::Band, Ink::BandText),
        _ => (Ink::Tag, Ink::TagText),
    };
    items.push(Item::Rectangle(Rectangle {
        x: x + 0.5,
        y: middle - 8.0,
        width: 16.0,
        height: 16.0,
        radius: 3.0,
        fill: Some(ground),
        stroke: None,
    }));
    letter(items, role.encode_utf8(&mut [0; 4]), (x + 8.5, middle), ink);
}

/// A pill that is filled as far as the chance goes.
fn draw_chance(items: &mut Vec<Item>, x: f32, middle: f32, percent: u8) {
    let words = format!("{percent}%");
    let across = Mark::Chance(percent).width();
    items.push(Item::Rectangle(Rectangle {
        x: x + 0.5,
        y: middle - 8.0,
        width: across - 1.0,
        height: 16.0,
        radius: 3.0,
        fill: Some(if percent >= 40 { Ink::RootBand } else { Ink::Band }),
        stroke: None,
    }));
    let ink = if percent >= 40 { Ink::RootBandText } else { Ink::BandText };
    let lettering = Lettering { size: 10.5, weight: Weight::Medium, ink };
    write_line(items, &words, x + 5.0, middle + 3.8, lettering);
}

fn letter(items: &mut Vec<Item>, words: &str, (x, y): (f32, f32), ink: Ink) {
    let lettering = Lettering { size: 11.5, weight: Weight::Medium, ink };
    let across = width(words, lettering.size, lettering.weight);
    write_line(items, words, x - across / 2.0, y + 4.2, lettering);
}

fn thin(ink: Ink, dash: Dash) -> Stroke {
    Stroke { ink, width: 1.2, dash }
}

fn disc((x, y): (f32, f32), radius: f32, fill: Option<Ink>, stroke: Option<Stroke>) -> Item {
    Item::Rectangle(Rectangle {
        x: x - radius,
        y: y - radius,
        width: 2.0 * radius,
        height: 2.0 * radius,
        radius,
        fill,
        stroke,
    })
}

fn bar((x, y): (f32, f32), across: f32, down: f32, ink: Ink) -> Item {
    let mut path = Path::stroked(Stroke { ink, width: 1.8, dash: Dash::None });
    path.segments = vec![Segment::Move(x - across, y - down), Segment::Line(x + across, y + down)];
    Item::Path(path)
}

fn octagon((x, y): (f32, f32), radius: f32) -> Vec<Segment> {
    let cut = radius * 0.414_2;
    let points = [
        (-cut, -radius),
        (cut, -radius),
        (radius, -cut),
        (radius, cut),
        (cut, radius),
        (-cut, radius),
        (-radius, cut),
        (-radius, -cut),
    ];
    let mut segments: Vec<Segment> = points.iter().map(|(dx, dy)| Segment::Line(x + dx, y + dy)).collect();
    segments[0] = Segment::Move(x + points[0].0, y + points[0].1);
    segments.push(Segment::Close);
    segments
}
