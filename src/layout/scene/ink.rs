//! The colours of a picture by what they are for; a theme says what they look like.

use serde::Serialize;

/// A colour by its purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ink {
    /// The ground of the picture.
    Page,
    /// The ground of a card.
    Card,
    /// The edge of a card.
    Border,
    /// The edge of a vacant post.
    Vacancy,
    /// The ground of a unit's heading on a card.
    Band,
    /// The words on a band.
    BandText,
    /// The same for the unit at the top.
    RootBand,
    /// The words on that.
    RootBandText,
    /// The ground of the heading of a unit outside the account.
    OutsideBand,
    /// The words on the band of an outside unit.
    OutsideBandText,
    /// Names and titles.
    Text,
    /// What is read second.
    Muted,
    /// The ground of a small tag.
    Tag,
    /// The words in a tag.
    TagText,
    /// Lines of primary authority.
    Hierarchy,
    /// Lines of authority that were guessed.
    Assumed,
    /// A further solid superior.
    Solid,
    /// A dotted line.
    Dotted,
    /// Oversight 分管.
    Oversees,
    /// Dual leadership 双重领导.
    Dual,
    /// Professional guidance 业务指导.
    Guidance,
    /// Who is for us.
    Support,
    /// Who is neither for nor against us, and what is over.
    Neutral,
    /// Who is against us.
    Oppose,
    /// What needs a look: today, what is late, what is missing.
    Accent,
    /// The ground behind the largest camp.
    FirstCamp,
    /// The ground behind the next camp.
    SecondCamp,
    /// The ground behind the third camp.
    ThirdCamp,
    /// The ground behind the fourth camp.
    FourthCamp,
    /// The ground behind the fifth camp.
    FifthCamp,
}

impl Ink {
    /// Every ink, for checks over all of them.
    pub const ALL: [Self; 30] = [
        Self::Page,
        Self::Card,
        Self::Border,
        Self::Vacancy,
        Self::Band,
        Self::BandText,
        Self::RootBand,
        Self::RootBandText,
        Self::OutsideBand,
        Self::OutsideBandText,
        Self::Text,
        Self::Muted,
        Self::Tag,
        Self::TagText,
        Self::Hierarchy,
        Self::Assumed,
        Self::Solid,
        Self::Dotted,
        Self::Oversees,
        Self::Dual,
        Self::Guidance,
        Self::Support,
        Self::Neutral,
        Self::Oppose,
        Self::Accent,
        Self::FirstCamp,
        Self::SecondCamp,
        Self::ThirdCamp,
        Self::FourthCamp,
        Self::FifthCamp,
    ];
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stroke {
    /// The colour.
    pub ink: Ink,
    /// How thick it is.
    pub width: f32,
    /// How it is broken.
    pub dash: Dash,
}

/// How a line is broken; each kind can be told from the others without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dash {
    /// Not at all.
    None,
    /// Dots.
    Dotted,
    /// Short strokes.
    Short,
    /// Long strokes.
    Long,
    /// Stroke, dot.
    StrokeDot,
    /// Stroke, dot, dot.
    StrokeDotDot,
}

impl Dash {
    /// The lengths of strokes and gaps in turn; none for an unbroken line. Dots are short strokes, so that every
    /// renderer draws them alike.
    pub fn lengths(self) -> &'static [f32] {
        match self {
            Self::None => &[],
            Self::Dotted => &[2.0, 3.0],
            Self::Short => &[5.0, 4.0],
            Self::Long => &[11.0, 4.0],
            Self::StrokeDot => &[9.0, 3.0, 2.0, 3.0],
            Self::StrokeDotDot => &[9.0, 3.0, 2.0, 3.0, 2.0, 3.0],
        }
    }
}
