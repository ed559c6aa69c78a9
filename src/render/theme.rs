//! What the inks of a scene look like: on a light screen, on a dark one, and on paper in black and white.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::layout::scene::Ink;

/// A set of colours. Words keep a contrast of 4.5 to 1 with their ground and lines of 3 to 1, as WCAG AA asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark on light, for screens.
    #[default]
    Light,
    /// Light on dark, for screens.
    Dark,
    /// Black, white and three greys, for printers and copiers.
    Print,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];

    /// The colour of an ink, written `#rrggbb`.
    pub fn colour(self, ink: Ink) -> &'static str {
        let [light, dark, print] = match ink {
            Ink::Page => ["#f7f8fa", "#11161d", "#ffffff"],
            Ink::Card => ["#ffffff", "#1b232d", "#ffffff"],
            Ink::Border => ["#cfd7e0", "#3a4757", "#444444"],
            Ink::Vacancy => ["#7d8c9d", "#74859a", "#444444"],
            Ink::Band => ["#e6eef5", "#26374a", "#e9e9e9"],
            Ink::BandText => ["#2c4f6e", "#b5d0ea", "#000000"],
            Ink::RootBand => ["#2f5878", "#3d6f9a", "#3a3a3a"],
            Ink::RootBandText => ["#ffffff", "#ffffff", "#ffffff"],
            Ink::OutsideBand => ["#f3ebdd", "#3d3424", "#e9e9e9"],
            Ink::OutsideBandText => ["#6e4f1d", "#e8cf9f", "#000000"],
            Ink::Text => ["#16202b", "#eef2f6", "#000000"],
            Ink::Muted => ["#566472", "#a9b5c2", "#333333"],
            Ink::Tag => ["#eef0f3", "#2d3947", "#e9e9e9"],
            Ink::TagText => ["#475564", "#c3ced9", "#000000"],
            Ink::Hierarchy => ["#8090a0", "#708197", "#222222"],
            Ink::Assumed => ["#8090a0", "#708197", "#555555"],
            Ink::Solid => ["#3c5a78", "#8fb0d2", "#000000"],
            Ink::Dotted => ["#5b6f86", "#9fb2c8", "#000000"],
            Ink::Oversees => ["#1f7a72", "#5cc0b5", "#000000"],
            Ink::Dual => ["#7a4fa3", "#b995dd", "#000000"],
            Ink::Guidance => ["#9a5b1f", "#dda866", "#000000"],
            Ink::Support => ["#2c7a5a", "#63c09a", "#222222"],
            Ink::Neutral => ["#647282", "#9aa8b6", "#6a6a6a"],
            Ink::Oppose => ["#b04540", "#ee8d84", "#3c3c3c"],
            Ink::Accent => ["#b4530c", "#f0a45e", "#000000"],
            Ink::FirstCamp => ["#d8e7f7", "#1c3553", "#e4e4e4"],
            Ink::SecondCamp => ["#dcefdc", "#1c3b28", "#efefef"],
            Ink::ThirdCamp => ["#eadff5", "#37274f", "#dadada"],
            Ink::FourthCamp => ["#f8ebcf", "#40341b", "#f2f2f2"],
            Ink::FifthCamp => ["#d2eeec", "#143c3d", "#e0e0e0"],
        };
        match self {
            Self::Light => light,
            Self::Dark => dark,
            Self::Print => print,
        }
    }

    /// The colour of an ink as red, green and blue.
    pub fn rgb(self, ink: Ink) -> [u8; 3] {
        let hexadecimal = u32::from_str_radix(&self.colour(ink)[1..], 16).unwrap_or_default();
        let [_, red, green, blue] = hexadecimal.to_be_bytes();
        [red, green, blue]
    }
}

impl FromStr for Theme {
    type Err = UnknownTheme;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "light" => Ok(Self::Light),
            "dark" => Ok(Self::Dark),
            "print" => Ok(Self::Print),
            other => Err(UnknownTheme(other.to_owned())),
        }
    }
}

/// A word that names no theme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no theme; the themes are light, dark and print")]
pub struct UnknownTheme(String);

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance([red, green, blue]: [u8; 3]) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(theme: Theme, one: Ink, other: Ink) -> f64 {
        let (a, b) = (luminance(theme.rgb(one)), luminance(theme.rgb(other)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_ink_has_a_colour_in_every_theme() {
        for theme in Theme::ALL {
            for ink in Ink::ALL {
                let [red, green, blue] = theme.rgb(ink);
                assert_eq!(theme.colour(ink), format!("#{red:02x}{green:02x}{blue:02x}"));
            }
        }
    }

    #[test]
    fn words_stand_out_from_their_ground_as_aa_asks() {
        let pairs = [
            (Ink::Text, Ink::Card),
            (Ink::Text, Ink::Page),
            (Ink::Muted, Ink::Card),
            (Ink::Muted, Ink::Page),
            (Ink::BandText, Ink::Band),
            (Ink::RootBandText, Ink::RootBand),
            (Ink::OutsideBandText, Ink::OutsideBand),
            (Ink::TagText, Ink::Tag),
            (Ink::Solid, Ink::Page),
            (Ink::Dotted, Ink::Page),
            (Ink::Oversees, Ink::Page),
            (Ink::Dual, Ink::Page),
            (Ink::Guidance, Ink::Page),
            (Ink::Card, Ink::Support),
            (Ink::Card, Ink::Neutral),
            (Ink::Card, Ink::Oppose),
            (Ink::Card, Ink::Accent),
            (Ink::Accent, Ink::Page),
        ];
        for theme in Theme::ALL {
            for (ink, ground) in pairs {
                let found = contrast(theme, ink, ground);
                assert!(found >= 4.5, "{ink:?} on {ground:?} in {theme:?}: {found:.2}");
            }
        }
    }

    #[test]
    fn lines_stand_out_from_the_page_as_aa_asks() {
        for theme in Theme::ALL {
            for ink in [Ink::Hierarchy, Ink::Assumed, Ink::Vacancy] {
                let found = contrast(theme, ink, Ink::Page);
                assert!(found >= 3.0, "{ink:?} in {theme:?}: {found:.2}");
            }
        }
    }

    #[test]
    fn print_has_no_colour() {
        for ink in Ink::ALL {
            let [red, green, blue] = Theme::Print.rgb(ink);
            assert!(red == green && green == blue, "{ink:?}");
        }
    }
}
