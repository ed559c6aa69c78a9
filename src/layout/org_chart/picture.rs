//! From a chart to a scene: sizes, places, lines, cards, title and legend.

use super::OrgChartOptions;
use super::Orientation;
use super::arrange::{Arrangement, Extent, Forest, Gaps, Point, Stacks, best_arrangement};
use super::card::{Card, Widths};
use super::chart::Chart;
use super::connector::connectors;
use super::extra::{ExtraLines, Ground, extra_lines, layer as extra_layer};
use super::legend::{Mark, legend};
use super::since::Changes;
use super::ties::ties;
use super::words::Words;
use crate::belief::Beliefs;
use crate::font::{Weight, Wrap, wrap};
use crate::layout::legend::Entry;
use crate::layout::marks::Mark as PersonMark;
use crate::layout::scene::{
    Cuts, Dash, Group, Ink, Item, Language, Layer, Lettering, Path, Rectangle, Scene, Segment, Stroke, write_line,
};
use crate::layout::title_block::{self, MARGIN, TitleBlock};

/// Between title, chart and legend.
const SPACE: f32 = 26.0;
/// The height of the heading over the units outside the account.
const OUTSIDE_HEADING: f32 = 58.0;
const RAIL: f64 = 22.0;

/// The wanted shape of the chart, width by height: that of a page on its side.
const SHAPE: f64 = 1.42;

/// What margins, title and legend add to the chart.
const FRAME: Extent = Extent { across: 72.0, down: 204.0 };

/// One of the two parts of a chart: what is inside the account, and what is outside.
struct Part {
    /// The posts in it, by index in the chart.
    posts: Vec<u32>,
    arrangement: Arrangement,
    /// Where it begins on the page.
    origin: (f32, f32),
}

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contents<'a> {
    pub chart: &'a Chart,
    /// The beliefs whose ties are drawn.
    pub beliefs: Option<&'a Beliefs>,
    /// What changed since another day.
    pub changes: Option<&'a Changes>,
    /// What the sign of key people means, where it is used.
    pub key: Option<&'a Entry>,
}

/// Draws the chart.
pub(super) fn picture(contents: &Contents<'_>, heading: &TitleBlock, options: &OrgChartOptions) -> Scene {
    let Contents { chart, beliefs, changes, key } = *contents;
    let words = Words(options.language);
    let widths = Widths::fitting(&chart.posts, RAIL as f32);
    let cards: Vec<Card> = chart.posts.iter().map(|post| Card::measure(post, widths, words)).collect();
    let mut parts = parts(chart, &cards, widths, options.orientation);
    let (width, foot) = stack_parts(&mut parts, options.orientation);
    let frames = frames(chart, &parts, options.orientation);
    let lines = hierarchy(chart, &parts, options.orientation);
    let width = width.max(heading.width()).max(if chart.posts.is_empty() { 320.0 } else { 0.0 });
    let extra = further_lines(chart, &frames, &lines, (width, foot), words);
    let mut marks = marks(chart);
    marks.extend(extra.numbered.iter().enumerate().map(|(index, matter)| Mark::Numbered(index + 1, matter.clone())));
    let top = MARGIN + title_block::HEIGHT;
    let page = Rectangle {
        x: MARGIN / 2.0,
        y: top,
        width: width + MARGIN,
        height: foot + MARGIN / 2.0 - top,
        ..Rectangle::default()
    };
    let (ties, tie_entries) = beliefs.map_or((None, Vec::new()), |beliefs| ties(chart, &frames, beliefs, page, words));
    let (gone, foot) = gone(changes, foot, width, words);
    let legend = legend(
        marks,
        overlay_entries(chart, options.language).into_iter().chain(key.cloned()).chain(tie_entries),
        words,
    );
    let (legend_width, legend_height) = legend.size(width.max(420.0));
    let width = width.max(legend_width);
    let mut scene = Scene {
        width: width + 2.0 * MARGIN,
        height: foot + MARGIN + if legend_height > 0.0 { legend_height + SPACE } else { 0.0 },
        title: heading.title(),
        description: heading.description(),
        language: options.language,
        items: vec![heading.draw(MARGIN, MARGIN)],
        cuts: cuts(&frames),
    };
    scene.items.push(Item::Group(Group {
        layer: Some(Layer::Hierarchy),
        items: lines.into_iter().map(Item::Path).collect(),
        ..Group::default()
    }));
    // Below the labels of further lines, and below the cards.
    scene.items.extend(ties);
    if !extra.groups.is_empty() {
        scene.items.push(extra_layer(extra.groups));
    }
    scene.items.push(Item::Group(Group {
        layer: Some(Layer::Posts),
        items: posts(chart, &cards, &frames, &parts, width, words),
        ..Group::default()
    }));
    scene.items.extend(gone);
    if chart.posts.is_empty() {
        let lettering = Lettering { size: 14.0, weight: Weight::Regular, ink: Ink::Muted };
        write_line(&mut scene.items, words.nobody(), MARGIN, foot + SPACE, lettering);
        scene.height += SPACE;
    }
    if legend_height > 0.0 {
        scene.items.push(legend.draw(MARGIN, foot + SPACE, width.max(420.0)));
    }
    scene
}

/// Splits the posts into those inside and those outside the account, and arranges each.
fn parts(chart: &Chart, cards: &[Card], widths: Widths, orientation: Orientation) -> Vec<Part> {
    let outside = chart.lies_outside();
    let mut parts = Vec::new();
    for side in [false, true] {
        let posts: Vec<u32> = (0..chart.posts.len() as u32).filter(|&post| outside[post as usize] == side).collect();
        if posts.is_empty() {
            continue;
        }
        let forest = forest(chart, cards, &posts, widths, orientation);
        parts.push(Part { arrangement: best_arrangement(&forest), posts, origin: (MARGIN, 0.0) });
    }
    parts
}

fn forest(chart: &Chart, cards: &[Card], posts: &[u32], widths: Widths, orientation: Orientation) -> Forest {
    let mut own_index = vec![0; chart.posts.len()];
    for (index, &post) in posts.iter().enumerate() {
        own_index[post as usize] = index as u32;
    }
    let parent = |post: &u32| chart.posts[*post as usize].parent.map(|parent| own_index[parent as usize]);
    let sized = |width: f32| {
        let extent = move |post: &u32| {
            let (across, down) = (f64::from(width), f64::from(cards[*post as usize].height));
            match orientation {
                Orientation::Down => Extent { across, down },
                Orientation::Right => Extent { across: down, down: across },
            }
        };
        posts.iter().map(extent).collect()
    };
    let gaps = match orientation {
        Orientation::Down => Gaps {
            across: 18.0,
            down: 40.0,
            stack: 12.0,
            stacked: 8.0,
            rail: RAIL,
            rail_inset: 9.0,
            trunk: 36.0,
            forest: 44.0,
        },
        Orientation::Right => Gaps {
            across: 10.0,
            down: 48.0,
            stack: 12.0,
            stacked: 8.0,
            rail: RAIL,
            rail_inset: 9.0,
            trunk: 28.0,
            forest: 30.0,
        },
    };
    let (stacks, shape, frame) = match orientation {
        Orientation::Down => (Stacks::Columns, SHAPE, FRAME),
        // Read from the left, a long list is natural: only a ribbon is wrapped.
        Orientation::Right => (Stacks::None, 1.9, Extent { across: FRAME.down, down: FRAME.across }),
    };
    Forest {
        parents: posts.iter().map(parent).collect(),
        cards: sized(widths.card),
        stacked: sized(widths.stacked),
        stacks,
        gaps,
        shape,
        frame,
    }
}

/// Sets the parts one under the other; returns the width of the widest and where the last ends.
fn stack_parts(parts: &mut [Part], orientation: Orientation) -> (f32, f32) {
    let (mut widest, mut y) = (0.0_f32, MARGIN + title_block::HEIGHT);
    for (index, part) in parts.iter_mut().enumerate() {
        y += if index == 0 { SPACE } else { OUTSIDE_HEADING };
        part.origin.1 = y;
        let Extent { across, down } = part.arrangement.extent;
        let (width, height) = on_page(Point { across, down }, orientation, (0.0, 0.0));
        widest = widest.max(width);
        y += height;
    }
    for part in parts {
        let Extent { across, down } = part.arrangement.extent;
        let (width, _) = on_page(Point { across, down }, orientation, (0.0, 0.0));
        if orientation == Orientation::Down {
            part.origin.0 = MARGIN + ((widest - width) / 2.0).floor();
        }
    }
    (widest, y)
}

fn on_page(point: Point, orientation: Orientation, origin: (f32, f32)) -> (f32, f32) {
    let (across, down) = (point.across as f32, point.down as f32);
    match orientation {
        Orientation::Down => (origin.0 + across, origin.1 + down),
        Orientation::Right => (origin.0 + down, origin.1 + across),
    }
}

/// The outline of each card, in the order of the chart.
fn frames(chart: &Chart, parts: &[Part], orientation: Orientation) -> Vec<Rectangle> {
    let mut frames = vec![Rectangle::default(); chart.posts.len()];
    for part in parts {
        for (place, &post) in part.arrangement.places.iter().zip(&part.posts) {
            let (x, y) = on_page(place.corner, orientation, part.origin);
            let size = Point { across: place.extent.across, down: place.extent.down };
            let (width, height) = on_page(size, orientation, (0.0, 0.0));
            frames[post as usize] = Rectangle { x, y, width, height, ..Rectangle::default() };
        }
    }
    frames
}

/// The lines of primary authority, guessed ones first, so that stated ones lie on top.
fn hierarchy(chart: &Chart, parts: &[Part], orientation: Orientation) -> Vec<Path> {
    let (mut stated, mut guessed) = (Vec::new(), Vec::new());
    for part in parts {
        let is_assumed = |card: u32| chart.posts[part.posts[card as usize] as usize].is_assumed;
        let to_page = |point: Point| on_page(point, orientation, part.origin);
        for (_, spine) in &part.arrangement.spines {
            let [solid, assumed] = connectors(spine, &is_assumed, &to_page);
            stated.push(solid);
            guessed.push(assumed);
        }
    }
    guessed.into_iter().chain(stated).filter(|path| !path.segments.is_empty()).collect()
}

/// The lines of further superiors, on lanes between title and legend.
fn further_lines(
    chart: &Chart,
    frames: &[Rectangle],
    lines: &[Path],
    (width, foot): (f32, f32),
    words: Words,
) -> ExtraLines {
    if chart.extras.is_empty() {
        return ExtraLines::default();
    }
    let edge = MARGIN * 0.25;
    let top = MARGIN + title_block::HEIGHT + 4.0;
    let area = Rectangle {
        x: edge,
        y: top,
        width: width + 2.0 * (MARGIN - edge),
        height: foot + SPACE - 6.0 - top,
        ..Rectangle::default()
    };
    extra_lines(chart, Ground { area, frames, hierarchy: lines }, words)
}

/// Where hardly any card is cut when the chart is printed on several pages.
fn cuts(frames: &[Rectangle]) -> Cuts {
    let spans = |side: fn(&Rectangle) -> (f32, f32)| frames.iter().map(side).collect::<Vec<_>>();
    Cuts {
        across: gaps(&spans(|frame| (frame.x, frame.x + frame.width))),
        down: gaps(&spans(|frame| (frame.y, frame.y + frame.height))),
    }
}

/// The places just before a span begins at which the fewest other spans lie.
fn gaps(spans: &[(f32, f32)]) -> Vec<f32> {
    let sorted = |ends: &mut Vec<f32>| ends.sort_by(f32::total_cmp);
    let mut starts: Vec<f32> = spans.iter().map(|span| span.0).collect();
    let mut ends: Vec<f32> = spans.iter().map(|span| span.1).collect();
    sorted(&mut starts);
    sorted(&mut ends);
    let mut places = starts.clone();
    places.dedup();
    let lying_over =
        |place: f32| starts.partition_point(|&start| start < place) - ends.partition_point(|&end| end <= place);
    let counts: Vec<usize> = places.iter().map(|&place| lying_over(place)).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    let is_gap = |count: usize| count * 5 <= most;
    places.iter().zip(counts).filter(|&(_, count)| is_gap(count)).map(|(place, _)| place - 4.0).collect()
}

/// The cards, each part in the order of the chart, with a heading over the outside part.
fn posts(chart: &Chart, cards: &[Card], frames: &[Rectangle], parts: &[Part], width: f32, words: Words) -> Vec<Item> {
    let mut items = Vec::with_capacity(chart.posts.len() + 2);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            outside_heading(&mut items, part.origin.1, width, words);
        }
        for &post in &part.posts {
            let post = post as usize;
            items.push(Item::Group(cards[post].draw(&chart.posts[post], frames[post], words)));
        }
    }
    items
}

/// Who is gone and which posts are no more, under the chart; with where it ends.
fn gone(changes: Option<&Changes>, foot: f32, width: f32, words: Words) -> (Vec<Item>, f32) {
    let (mut items, mut y) = (Vec::new(), foot);
    let Some(changes) = changes else { return (items, foot) };
    let lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Accent };
    let lists = [(words.gone_heading(), &changes.gone), (words.dropped_heading(), &changes.dropped)];
    for (heading, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let text = format!("{heading}{}", list.join(words.0.pick("、", "; ")));
        let options = Wrap { width, size: lettering.size, weight: lettering.weight, max_lines: 6 };
        y += 14.0;
        for line in wrap(&text, &options).lines {
            y += 18.0;
            write_line(&mut items, &line.text, MARGIN, y, lettering);
        }
    }
    (items, y)
}

/// A rule across the page with a word under it.
fn outside_heading(items: &mut Vec<Item>, top: f32, width: f32, words: Words) {
    let y = top - OUTSIDE_HEADING + 22.5;
    let stroke = Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None };
    let mut rule = Path::stroked(stroke);
    rule.segments = vec![Segment::Move(MARGIN, y), Segment::Line(MARGIN + width, y)];
    items.push(Item::Path(rule));
    let lettering = Lettering { size: 13.0, weight: Weight::Medium, ink: Ink::Muted };
    write_line(items, words.outside(), MARGIN, y + 22.0, lettering);
}

/// What the marks on the cards mean, each kind once, in the order of their places on a card.
fn overlay_entries(chart: &Chart, language: Language) -> Vec<Entry> {
    let holders = || chart.posts.iter().flat_map(|post| &post.holders);
    let mut shown: Vec<PersonMark> = holders().filter_map(|holder| holder.marks.role).collect();
    let stance_order = |mark: &PersonMark| match mark {
        PersonMark::Stance(level, _) => -level,
        _ => 3,
    };
    let mut stances: Vec<PersonMark> = holders().filter_map(|holder| holder.marks.stance).collect();
    stances.sort_by_key(stance_order);
    shown.sort_by_key(|mark| match mark {
        PersonMark::Role(letter) => "DAEISUC".find(*letter),
        _ => None,
    });
    shown.extend(stances);
    let feet = holders().flat_map(|holder| &holder.marks.foot).filter_map(|mark| mark.entry(language));
    shown.into_iter().flat_map(|mark| mark.entries(language)).chain(feet).collect()
}

/// The marks that the chart uses.
fn marks(chart: &Chart) -> Vec<Mark> {
    let mut marks = Vec::new();
    let apart = chart.lies_outside();
    for (post, is_apart) in chart.posts.iter().zip(apart) {
        if post.parent.is_some() {
            marks.push(if post.is_assumed { Mark::Assumed } else { Mark::Direct });
        }
        if post.holders.is_empty() {
            marks.push(Mark::Vacancy);
        } else if post.is_placeholder() {
            marks.push(Mark::Unnamed);
        }
        // Those that are drawn apart stand under a heading that says so.
        if post.is_outside && post.heads_unit && !is_apart {
            marks.push(Mark::Outside);
        }
        if post.holders.iter().any(|holder| holder.card_at.is_some()) {
            marks.push(Mark::Concurrent);
        }
        let texts = [&post.title, &post.unit].into_iter().chain(post.holders.iter().map(|holder| &holder.name));
        marks.extend(texts.flat_map(|text| crate::font::missing(text)).map(Mark::Missing));
    }
    marks.extend(chart.extras.iter().map(|extra| Mark::Extra(extra.kind)));
    // A plain line explains itself; it is named only where others must be told from it.
    let needs_telling = marks.iter().any(|mark| matches!(mark, Mark::Assumed | Mark::Extra(_)));
    marks.retain(|mark| needs_telling || *mark != Mark::Direct);
    marks
}
