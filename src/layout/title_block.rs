//! The title block that every picture bears: account, what the picture is, the day, how much is known; and, at its
//! right end, the tier of the viewer and a short digest by which a printed copy is told from another.
//!
//! A diagram makes a [`TitleBlock`], keeps at least [`TitleBlock::width`] of room for it, draws it at the corner
//! ([`MARGIN`], [`MARGIN`]) and begins below [`HEIGHT`]; the seal at the right is added when the picture is whole.

use super::scene::{
    Dash, Group, Ink, Item, Language, Layer, Lettering, Rectangle, Role, Scene, Stroke, digest, write_line,
};
use crate::font::{Weight, display_text, width};
use crate::model::snapshot::{Moment, Snapshot};
use crate::model::tier::Tier;

const ACCOUNT: Lettering = Lettering { size: 24.0, weight: Weight::Medium, ink: Ink::Text };
const PARTS: Lettering = Lettering { size: 13.0, weight: Weight::Regular, ink: Ink::Muted };
const TIER: Lettering = Lettering { size: 12.0, weight: Weight::Medium, ink: Ink::TagText };
const DIGEST: Lettering = Lettering { size: 11.0, weight: Weight::Regular, ink: Ink::Muted };

const WATERMARK: Lettering = Lettering { size: 30.0, weight: Weight::Medium, ink: Ink::Text };
const WATERMARK_OPACITY: f32 = 0.09;
const WATERMARK_GAP: f32 = 150.0;
const WATERMARK_ROW: f32 = 130.0;

/// The room between the edge of every picture and what is in it.
pub const MARGIN: f32 = 36.0;

/// The height of the block.
pub const HEIGHT: f32 = 54.0;

/// The room that the seal takes at the right, with a gap before it.
const SEAL: f32 = 168.0;

/// How much of what a picture could show is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// So many are known …
    pub known: usize,
    /// … of so many.
    pub of: usize,
}

/// What the block says.
#[derive(Debug, Clone)]
pub struct TitleBlock {
    /// The account's name.
    pub account: String,
    /// What the picture is, its day, and what else concerns all of it, each ready to be shown.
    pub parts: Vec<String>,
}

impl TitleBlock {
    /// The block of a picture of this snapshot: its account, what it is called, its day, then the further parts.
    pub fn new(snapshot: &Snapshot, language: Language, called: &str) -> Self {
        let day = match snapshot.moment() {
            Moment::On(day) => day.to_string(),
            Moment::Always => language.pick("不限日期", "all days").to_owned(),
        };
        Self { account: snapshot.account().name.clone(), parts: vec![called.to_owned(), day] }
    }

    /// The same with a further part.
    #[must_use]
    pub fn with(mut self, part: &str) -> Self {
        self.parts.push(display_text(part).into_owned());
        self
    }

    /// The same with the deal that the picture is about.
    #[must_use]
    pub fn with_deal(self, name: &str, language: Language) -> Self {
        self.with(&format!("{}{name}", language.pick("项目：", "deal: ")))
    }

    /// The same with how many stances are known.
    #[must_use]
    pub fn with_stances_known(self, known: Known, language: Language) -> Self {
        let Known { known, of } = known;
        let part = match language {
            Language::Zh => format!("态度已知 {known} / {of}"),
            Language::En => format!("stances known {known} of {of}"),
        };
        self.with(&part)
    }

    /// The same with "known x of y".
    #[must_use]
    pub fn with_known(self, known: Known, language: Language) -> Self {
        let Known { known, of } = known;
        let part = match language {
            Language::Zh => format!("已知 {known} / {of}"),
            Language::En => format!("known {known} of {of}"),
        };
        self.with(&part)
    }

    fn second_line(&self) -> String {
        self.parts.join(" · ")
    }

    /// The block in one line, as the picture's title.
    pub fn title(&self) -> String {
        let first = self.parts.first().map_or("", String::as_str);
        format!("{} · {first}", display_text(&self.account))
    }

    /// The parts after the first, as the picture's description.
    pub fn description(&self) -> String {
        self.parts.get(1..).unwrap_or_default().join(" · ")
    }

    /// How wide the block is with its seal.
    pub fn width(&self) -> f32 {
        let account = width(&display_text(&self.account), ACCOUNT.size, ACCOUNT.weight);
        account.max(width(&self.second_line(), PARTS.size, PARTS.weight)) + SEAL
    }

    /// Draws the block with its upper left corner at (x, y), still without its seal.
    pub fn draw(&self, x: f32, y: f32) -> Item {
        let mut items = Vec::new();
        write_line(&mut items, &display_text(&self.account), x, y + 22.0, ACCOUNT);
        write_line(&mut items, &self.second_line(), x, y + 46.0, PARTS);
        Item::Group(Group { layer: Some(Layer::Heading), items, ..Group::default() })
    }
}

/// The tier in the words of a language.
pub fn tier_words(tier: Tier, language: Language) -> String {
    let [zh, en] = match tier {
        Tier::T0 => ["公开", "public"],
        Tier::T1 => ["商务", "business"],
        Tier::T2 => ["客户团队", "account team"],
        Tier::T3 => ["指定读者", "named readers"],
    };
    format!("{} {}", tier.name(), language.pick(zh, en))
}

/// Writes a text faintly over the whole picture, in rows that are shifted against each other.
pub(super) fn watermark(scene: &mut Scene, text: &str) {
    let words = display_text(text).into_owned();
    let across = width(&words, WATERMARK.size, WATERMARK.weight);
    if across <= 0.0 {
        return;
    }
    let mut items = Vec::new();
    let step = across + WATERMARK_GAP;
    let mut y = MARGIN + HEIGHT + WATERMARK_ROW / 2.0;
    let mut is_shifted = false;
    while y < scene.height - 8.0 {
        let mut x = MARGIN + if is_shifted { step / 2.0 } else { 0.0 };
        while x == MARGIN || x + across < scene.width - 8.0 {
            write_line(&mut items, &words, x, y, WATERMARK);
            x += step;
        }
        y += WATERMARK_ROW;
        is_shifted = !is_shifted;
    }
    let (role, opacity) = (Some(Role::Image), Some(WATERMARK_OPACITY));
    scene.width = scene.width.max(across + 2.0 * MARGIN);
    scene.items.push(Item::Group(Group { role, label: Some(words), opacity, items, ..Group::default() }));
}

/// Adds the viewer's tier and the digest of the picture at the right end of its title block.
pub(super) fn seal(scene: &mut Scene, tier: Option<Tier>) {
    let language = scene.language;
    let right = scene.width - MARGIN;
    let mut items = Vec::new();
    if let Some(tier) = tier {
        let words = tier_words(tier, language);
        let across = width(&words, TIER.size, TIER.weight) + 16.0;
        items.push(Item::Rectangle(Rectangle {
            x: right - across + 0.5,
            y: MARGIN + 4.5,
            width: across - 1.0,
            height: 21.0,
            radius: 4.0,
            fill: Some(Ink::Tag),
            stroke: Some(Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None }),
        }));
        write_line(&mut items, &words, right - across + 8.0, MARGIN + 19.5, TIER);
    }
    let words = format!("{} {}", language.pick("图号", "Picture"), digest(scene, tier.map_or("", Tier::name)));
    let across = width(&words, DIGEST.size, DIGEST.weight);
    write_line(&mut items, &words, right - across, MARGIN + 46.0, DIGEST);
    let label = language.pick("密级与图号", "Tier and number of the picture").to_owned();
    let group = Group { role: Some(Role::Group), label: Some(label), items, ..Group::default() };
    match scene.items.first_mut() {
        Some(Item::Group(heading)) if heading.layer == Some(Layer::Heading) => heading.items.push(Item::Group(group)),
        _ => scene.items.insert(0, Item::Group(group)),
    }
}
