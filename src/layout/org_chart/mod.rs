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
mod overlay;
mod picture;
mod route;
mod since;
mod ties;
mod words;

use crate::analysis::ground::Ground;
use crate::belief::Question;
use crate::font::display_text;
use crate::graph::hierarchy::Hierarchy;
use crate::layout::scene::{Language, Scene};
use crate::layout::title_block::TitleBlock;
use crate::model::id::{DealId, PersonId, PostId, UnitId};
use crate::model::member::Roster;
use crate::model::snapshot::{Moment, Snapshot};
use crate::model::time::Day;

use chart::Chart;
pub(super) use connector::{assumed_stroke, solid_stroke};
pub(super) use extra::{further_line, stroke_of};
pub use overlay::Overlay;
pub(super) use overlay::{FootMark, FootRows, contact_mark, role_mark};
use picture::Contents;
use words::Words;
pub(super) use words::Words as ChartWords;

/// How an org chart is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrgChartOptions {
    /// The language of the words that the chart adds of its own.
    pub language: Language,
    /// How many levels are drawn; all without it.
    pub depth: Option<u32>,
    /// The branch that is drawn; all without it.
    pub focus: Option<Focus>,
    /// Which way authority runs.
    pub orientation: Orientation,
    /// The branches of which only the top is drawn, with a count of what is below.
    pub collapse: Vec<Focus>,
    /// What is laid over the cards.
    pub overlays: Vec<Overlay>,
    /// Everybody, who matters most first, for the overlay of key people.
    pub key_people: Vec<PersonId>,
    /// Whether ties between people are drawn.
    pub ties: Ties,
    /// The deal in which claims are weighed; the account as a whole without it.
    pub deal: Option<DealId>,
    /// The day that counts as today in a snapshot of all days.
    pub today: Option<Day>,
}

/// Whether ties between people are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ties {
    /// They are not.
    #[default]
    Hidden,
    /// They lie under the cards.
    Drawn,
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

/// Draws the org chart of a snapshot, where nothing in it needs the names of our members.
pub fn org_chart(snapshot: &Snapshot, options: &OrgChartOptions) -> Scene {
    org_chart_with(snapshot, &Roster::default(), None, options)
}

/// How many posts the org chart of a snapshot shows.
pub fn posts_drawn(snapshot: &Snapshot, options: &OrgChartOptions) -> usize {
    Chart::of(snapshot, &Hierarchy::of(snapshot), options).posts.len()
}

/// Draws the org chart of a snapshot with the names of our members, and marks what is different from an earlier one.
pub fn org_chart_with(
    snapshot: &Snapshot,
    roster: &Roster,
    against: Option<&Snapshot>,
    options: &OrgChartOptions,
) -> Scene {
    let mut chart = Chart::of(snapshot, &Hierarchy::of(snapshot), options);
    let words = Words(options.language);
    let changes = against.map(|then| since::compare(&mut chart, snapshot, then, words));
    let needs_beliefs = !options.overlays.is_empty() || options.ties == Ties::Drawn;
    let day = match (snapshot.moment(), options.today) {
        (Moment::On(day), _) | (Moment::Always, Some(day)) => Some(day),
        (Moment::Always, None) => None,
    };
    let ground = day.filter(|_| needs_beliefs).map(|on| Ground::of(snapshot, Question { on, deal: options.deal }));
    if let Some(ground) = &ground {
        overlay::lay(&mut chart, ground, roster, options);
    }
    let beliefs = ground.as_ref().filter(|_| options.ties == Ties::Drawn).map(|ground| &ground.beliefs);
    let deal = ground.as_ref().and_then(|ground| ground.deal);
    let mut block = title_block(snapshot, &chart, options, deal.map(|deal| deal.name.as_str()));
    block.parts.extend(changes.as_ref().map(|changes| words.changes(changes)));
    let key = overlay::key_entry(&chart, deal.map(|deal| deal.name.as_str()), options.language);
    let contents = Contents { chart: &chart, beliefs, changes: changes.as_ref(), key: key.as_ref() };
    picture::picture(&contents, &block, options)
}

fn title_block(snapshot: &Snapshot, chart: &Chart, options: &OrgChartOptions, deal: Option<&str>) -> TitleBlock {
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
    if let Some(deal) = deal {
        block = block.with_deal(deal, options.language);
    }
    if options.overlays.contains(&Overlay::Stance) {
        block = block.with_known(chart.stances_known(), options.language);
    }
    block.parts.extend(options.depth.map(|depth| words.depth(depth.max(1))));
    block
}
