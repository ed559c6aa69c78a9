//! The org chart 组织架构图: who stands under whom, unit by unit, on one page that a colleague can read.
//!
//! Posts hang under their primary superior; teams are stacked in columns, wide rows are wrapped until the whole has
//! the shape of a page, further superiors are drawn as extra lines around the cards. Nothing is left out unless a
//! depth is asked for.

mod arrange;
mod card;
mod chart;
mod connector;
mod extra;
mod label;
mod legend;
mod picture;
mod route;
mod words;

use crate::font::display_text;
use crate::graph::hierarchy::Hierarchy;
use crate::layout::scene::{Language, Scene};
use crate::layout::title_block::TitleBlock;
use crate::model::id::{PersonId, PostId, UnitId};
use crate::model::snapshot::Snapshot;

use chart::Chart;
use words::Words;

/// How an org chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrgChartOptions {
    /// The language of the words that the chart adds of its own.
    pub language: Language,
    /// How many levels are drawn; all without it.
    pub depth: Option<u32>,
    /// The branch that is drawn; all without it.
    pub focus: Option<Focus>,
    /// Which way authority runs.
    pub orientation: Orientation,
}

/// A branch of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The posts of a unit and of the units in it, with all under them.
    Unit(UnitId),
    /// A post with all under it.
    Post(PostId),
    /// The posts of a person with all under them.
    Person(PersonId),
}

/// Which way authority runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// From the top to the bottom.
    #[default]
    Down,
    /// From the left to the right.
    Right,
}

/// Draws the org chart of a snapshot.
pub fn org_chart(snapshot: &Snapshot, options: &OrgChartOptions) -> Scene {
    let chart = Chart::of(snapshot, &Hierarchy::of(snapshot), options);
    picture::picture(&chart, &title_block(snapshot, &chart, options), options)
}

fn title_block(snapshot: &Snapshot, chart: &Chart, options: &OrgChartOptions) -> TitleBlock {
    let words = Words(options.language);
    let focus = options.focus.and_then(|focus| match focus {
        Focus::Unit(unit) => snapshot.unit(unit).map(|unit| unit.name.clone()),
        Focus::Person(person) => snapshot.person(person).map(|person| person.name.clone()),
        Focus::Post(post) => snapshot
            .post(post)
            .map(|post| words.place(&post.title, snapshot.unit(post.unit).map_or("", |unit| unit.name.as_str()))),
    });
    let (posts, people, vacant) = chart.counts();
    let mut block = TitleBlock::new(snapshot, options.language, words.org_chart());
    if let Some(focus) = focus {
        block.parts.insert(1, display_text(&focus).into_owned());
    }
    block.parts.push(words.counts(posts, people, vacant));
    block.parts.extend(options.depth.map(|depth| words.depth(depth.max(1))));
    block
}
