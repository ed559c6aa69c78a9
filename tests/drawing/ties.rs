//! Ties run around cards, in every picture that draws them.

use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, draw};
use waterline::layout::network::Arrangement;
use waterline::layout::org_chart::{Orientation, Ties};
use waterline::layout::scene::{Group, Item, Layer, Path, Rectangle, Scene, Segment};
use waterline::model::member::Roster;
use waterline::model::snapshot::Snapshot;

use crate::fishbones::demo_snapshot;
use crate::organisation::{Likeness, organisation};

/// All pictures with ties.
fn pictures() -> Vec<(&'static str, DiagramOptions)> {
    let plain = || DiagramOptions { ties: Ties::Drawn, ..DiagramOptions::default() };
    vec![
        ("org chart", plain()),
        ("org chart to the right", DiagramOptions { orientation: Orientation::Right, ..plain() }),
        ("org-context map", DiagramOptions { diagram: Diagram::OrgContext, ..plain() }),
        ("rings", DiagramOptions { diagram: Diagram::Network, ..plain() }),
        ("rows", DiagramOptions { diagram: Diagram::Network, arrangement: Arrangement::Layered, ..plain() }),
    ]
}

fn drawn(snapshot: &Snapshot, options: &DiagramOptions) -> Scene {
    draw(&DiagramInput::new(snapshot, &Roster::default()), options).expect("the picture can be drawn")
}

/// The inside of every card.
fn cards(scene: &Scene) -> Vec<Rectangle> {
    let mut found = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Group(Group { reference: Some(reference), items, .. }) = item
            && matches!(reference.kind, "post" | "person")
            && let Some(Item::Rectangle(frame)) = items.first()
        {
            let (x, y) = (frame.x + 1.0, frame.y + 1.0);
            found.push(Rectangle { x, y, width: frame.width - 2.0, height: frame.height - 2.0, ..*frame });
        }
    });
    found
}

/// Points of a path, close to each other.
fn points(path: &Path) -> Vec<(f32, f32)> {
    const STEPS: u16 = 40;
    let mut points = Vec::new();
    for segment in &path.segments {
        let start = points.last().copied().unwrap_or_default();
        match *segment {
            Segment::Move(x, y) | Segment::Line(x, y) => points.push((x, y)),
            Segment::Quad(cx, cy, x, y) => points.extend((1..=STEPS).map(|step| {
                let t = f32::from(step) / f32::from(STEPS);
                let mix = |a: f32, b: f32, c: f32| (a * (1.0 - t) + b * t) * (1.0 - t) + (b * (1.0 - t) + c * t) * t;
                (mix(start.0, cx, x), mix(start.1, cy, y))
            })),
            Segment::Cubic(..) | Segment::Close => {}
        }
    }
    points
}

/// How many ties there are, and those that run through a card.
fn ties_through_cards(scene: &Scene) -> (usize, Vec<String>) {
    let cards = cards(scene);
    let (mut count, mut found) = (0, Vec::new());
    scene.each_item(&mut |item| {
        let Item::Group(Group { layer: Some(Layer::Ties), items, .. }) = item else { return };
        for item in items {
            let Item::Group(tie) = item else { continue };
            let Some(Item::Path(line)) = tie.items.first() else { continue };
            count += 1;
            let holds = |card: &Rectangle, (x, y): (f32, f32)| {
                (card.x..card.x + card.width).contains(&x) && (card.y..card.y + card.height).contains(&y)
            };
            let hit = points(line).into_iter().find(|point| cards.iter().any(|card| holds(card, *point)));
            found.extend(hit.map(|at| format!("{:?} at {at:?}", tie.label)));
        }
    });
    (count, found)
}

#[test]
fn the_ties_of_the_demo_run_around_cards() {
    let (snapshot, _) = demo_snapshot();
    for (name, options) in pictures() {
        let (count, through) = ties_through_cards(&drawn(&snapshot, &options));

        assert!(count > 15, "{name}: {count} ties");
        assert_eq!(through, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn ties_run_around_cards_for_ten_people_or_five_hundred() {
    let mut found = Vec::new();
    for (posts, seed) in [(10, 3), (25, 4), (60, 5), (120, 7), (200, 8), (500, 9)] {
        let mut made = organisation(Likeness { posts, seed, english: false, oddity: 4, extra_lines: 4 });
        made.talk(seed);
        let snapshot = made.snapshot();
        for (name, options) in pictures() {
            let (_, through) = ties_through_cards(&drawn(&snapshot, &options));
            found.extend(through.into_iter().map(|tie| format!("{name}, {posts} posts: {tie}")));
        }
    }

    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_tie_through_a_card_is_found() {
    let (snapshot, _) = demo_snapshot();
    let mut scene = drawn(&snapshot, &DiagramOptions { ties: Ties::Drawn, ..DiagramOptions::default() });
    let wall = Rectangle { x: 0.0, y: 0.0, width: scene.width, height: scene.height, ..Rectangle::default() };
    let reference = Some(waterline::layout::scene::Reference { kind: "post", id: uuid::Uuid::nil() });
    scene.items.push(Item::Group(Group { reference, items: vec![Item::Rectangle(wall)], ..Group::default() }));

    let (count, through) = ties_through_cards(&scene);

    assert_eq!(through.len(), count);
}
