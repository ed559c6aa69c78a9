//! What can be measured in a scene: cards that overlap, lines that run through cards, words that leave their card.

use waterline::graph::hierarchy::Hierarchy;
use waterline::layout::scene::{Group, Item, Layer, Rectangle, Scene};
use waterline::model::id::PostId;
use waterline::model::snapshot::Snapshot;

/// A card: the post's id as text, its outline, and the group.
pub struct Card<'a> {
    pub post: String,
    pub frame: Rectangle,
    pub group: &'a Group,
}

fn groups(scene: &Scene) -> Vec<&Group> {
    let mut groups = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Group(group) = item {
            groups.push(group);
        }
    });
    groups
}

/// All cards, in reading order.
pub fn cards(scene: &Scene) -> Vec<Card<'_>> {
    let posts =
        groups(scene).into_iter().filter(|group| group.reference.is_some_and(|reference| reference.kind == "post"));
    let card = |group| {
        let Group { items, reference, .. }: &Group = group;
        let frame = match items.first() {
            Some(Item::Rectangle(frame)) => *frame,
            _ => Rectangle::default(),
        };
        Card { post: reference.expect("filtered").id.to_string(), frame, group }
    };
    posts.map(card).collect()
}

/// Pairs of cards that overlap, found by sweeping from left to right.
pub fn overlapping_cards(scene: &Scene) -> Vec<String> {
    let mut cards = cards(scene);
    cards.sort_by(|a, b| a.frame.x.total_cmp(&b.frame.x));
    let mut found = Vec::new();
    for (index, card) in cards.iter().enumerate() {
        let near = cards[index + 1..].iter().take_while(|other| other.frame.x < card.frame.x + card.frame.width);
        found.extend(
            near.filter(|other| card.frame.overlaps(&other.frame)).map(|other| format!("{} {}", card.post, other.post)),
        );
    }
    found
}

/// The straight stretches of all lines outside cards and legend.
fn stretches(scene: &Scene) -> Vec<Rectangle> {
    let mut found = Vec::new();
    let layers = groups(scene).into_iter().filter(|group| matches!(group.layer, Some(Layer::Hierarchy | Layer::Lines)));
    for layer in layers {
        let mut open: Vec<&Item> = layer.items.iter().collect();
        while let Some(item) = open.pop() {
            match item {
                Item::Group(group) => open.extend(&group.items),
                Item::Path(path) => found.extend(path.stretches()),
                _ => {}
            }
        }
    }
    found
}

/// Lines that run through a card; touching its edge is how they join it.
pub fn lines_through_cards(scene: &Scene) -> Vec<String> {
    let mut cards = cards(scene);
    cards.sort_by(|a, b| a.frame.x.total_cmp(&b.frame.x));
    let widest = cards.iter().map(|card| card.frame.width).fold(0.0, f32::max);
    let mut found = Vec::new();
    for line in stretches(scene) {
        let from = cards.partition_point(|card| card.frame.x + widest < line.x);
        let near = cards[from..].iter().take_while(|card| card.frame.x < line.x + line.width);
        for card in near {
            let inside = Rectangle {
                x: card.frame.x + 1.0,
                y: card.frame.y + 1.0,
                width: card.frame.width - 2.0,
                height: card.frame.height - 2.0,
                ..card.frame
            };
            if inside.overlaps(&line) {
                found.push(format!("{} {line:?}", card.post));
            }
        }
    }
    found
}

/// Texts that reach beyond their card, or beyond the page.
pub fn clipped_texts(scene: &Scene) -> Vec<String> {
    let page = Rectangle { width: scene.width, height: scene.height, ..Rectangle::default() };
    let mut found = Vec::new();
    for card in cards(scene) {
        found.extend(texts_outside(&card.group.items, &card.frame));
    }
    found.extend(texts_outside(&scene.items, &page));
    found
}

fn texts_outside(items: &[Item], frame: &Rectangle) -> Vec<String> {
    let mut found = Vec::new();
    for item in items {
        match item {
            Item::Group(group) => found.extend(texts_outside(&group.items, frame)),
            Item::Text(text) => {
                let fits = text.x >= frame.x + 2.0
                    && text.x + text.width <= frame.x + frame.width - 2.0
                    && text.y - text.size * 0.9 >= frame.y
                    && text.y + text.size * 0.25 <= frame.y + frame.height;
                if !fits {
                    found.push(format!("{} at {}, {} in {frame:?}", text.content, text.x, text.y));
                }
            }
            _ => {}
        }
    }
    found
}

/// Pairs of lines of text in one card that overlap.
pub fn overlapping_texts(scene: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    for card in cards(scene) {
        let mut boxes: Vec<(Rectangle, &str)> = Vec::new();
        let mut open: Vec<&Item> = card.group.items.iter().collect();
        while let Some(item) = open.pop() {
            match item {
                Item::Group(group) => open.extend(&group.items),
                Item::Text(text) => {
                    let (y, height) = (text.y - text.size * 0.8, text.size * 0.9);
                    boxes.push((
                        Rectangle { x: text.x, y, width: text.width, height, ..Rectangle::default() },
                        &text.content,
                    ));
                }
                _ => {}
            }
        }
        for (index, (one, words)) in boxes.iter().enumerate() {
            let others = boxes[index + 1..].iter().filter(|(other, _)| one.overlaps(other));
            found.extend(others.map(|(_, other)| format!("{words} / {other}")));
        }
    }
    found
}

/// Superiors whose card does not stand over the middle of the first and the last card of the row under it.
///
/// Judged are rows of one line of which every card stands unstacked; stacked cards are narrower, and wrapped rows
/// begin at several heights.
pub fn parents_off_centre(scene: &Scene, snapshot: &Snapshot) -> Vec<String> {
    let cards = cards(scene);
    let widest = cards.iter().map(|card| card.frame.width).fold(0.0, f32::max);
    let frame = |post: PostId| cards.iter().find(|card| card.post == post.to_string()).map(|card| card.frame);
    let hierarchy = Hierarchy::of(snapshot);
    let mut found = Vec::new();
    for node in &hierarchy.nodes {
        let row: Vec<Rectangle> = node.under.iter().filter_map(|&under| frame(hierarchy.nodes[under].post)).collect();
        let (Some(parent), Some(first), Some(last)) = (frame(node.post), row.first(), row.last()) else { continue };
        let is_one_row = row.iter().all(|card| (card.y - first.y).abs() < 0.1 && (card.width - widest).abs() < 0.1);
        if !is_one_row {
            continue;
        }
        let middle = |card: &Rectangle| card.x + card.width / 2.0;
        let off = (middle(&parent) - f32::midpoint(middle(first), middle(last))).abs();
        // Corners stand on whole pixels, so a middle may be half a pixel off.
        if off > 1.01 {
            found.push(format!("{} by {off}", node.post));
        }
    }
    found
}
