//! What can be measured in any scene: texts on texts, lines through texts, texts over edges, texts off the page.

use waterline::layout::scene::{Item, Rectangle, Scene, Segment};

/// The box that the ink of a line of text fills, and the words.
fn texts(scene: &Scene) -> Vec<(Rectangle, String)> {
    let mut found = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Text(text) = item {
            let (y, height) = (text.y - text.size * 0.8, text.size * 0.92);
            found.push((
                Rectangle { x: text.x, y, width: text.width, height, ..Rectangle::default() },
                text.content.clone(),
            ));
        }
    });
    found
}

/// Pairs of texts that lie on one another.
pub fn overlapping_texts(scene: &Scene) -> Vec<String> {
    let mut texts = texts(scene);
    texts.sort_by(|a, b| a.0.x.total_cmp(&b.0.x));
    let mut found = Vec::new();
    for (at, (own, words)) in texts.iter().enumerate() {
        let near = texts[at + 1..].iter().take_while(|(other, _)| other.x < own.x + own.width);
        found.extend(near.filter(|(other, _)| own.overlaps(other)).map(|(_, other)| format!("{words} / {other}")));
    }
    found
}

type Stretch = ((f32, f32), (f32, f32));

/// The straight stretches of all lines and edges of shapes; curves are taken in eight.
fn stretches(scene: &Scene) -> Vec<Stretch> {
    let mut found = Vec::new();
    scene.each_item(&mut |item| {
        let Item::Path(path) = item else { return };
        let (mut pen, mut start) = ((0.0, 0.0), (0.0, 0.0));
        for segment in &path.segments {
            match *segment {
                Segment::Move(x, y) => {
                    pen = (x, y);
                    start = pen;
                }
                Segment::Line(x, y) => {
                    found.push((pen, (x, y)));
                    pen = (x, y);
                }
                Segment::Quad(cx, cy, x, y) => {
                    let control = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                    let (one, other) = ((control(pen.0, cx), control(pen.1, cy)), (control(x, cx), control(y, cy)));
                    curve(&mut found, [pen, one, other, (x, y)]);
                    pen = (x, y);
                }
                Segment::Cubic(ax, ay, bx, by, x, y) => {
                    curve(&mut found, [pen, (ax, ay), (bx, by), (x, y)]);
                    pen = (x, y);
                }
                Segment::Close => found.push((pen, start)),
            }
        }
    });
    found
}

fn curve(found: &mut Vec<Stretch>, points: [(f32, f32); 4]) {
    let at = |share: f32| {
        let rest = 1.0 - share;
        let weights =
            [rest * rest * rest, 3.0 * rest * rest * share, 3.0 * rest * share * share, share * share * share];
        let weighed = |part: fn(&(f32, f32)) -> f32| -> f32 {
            points.iter().zip(weights).map(|(point, weight)| part(point) * weight).sum()
        };
        (weighed(|point| point.0), weighed(|point| point.1))
    };
    found.extend((0..8_u8).map(|step| (at(f32::from(step) / 8.0), at(f32::from(step + 1) / 8.0))));
}

/// Whether a stretch runs through a box (Liang and Barsky, 1984).
fn runs_through(((x, y), (to_x, to_y)): Stretch, frame: &Rectangle) -> bool {
    let (dx, dy) = (to_x - x, to_y - y);
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    let sides =
        [(-dx, x - frame.x), (dx, frame.x + frame.width - x), (-dy, y - frame.y), (dy, frame.y + frame.height - y)];
    for (speed, room) in sides {
        if speed.abs() < 1e-6 {
            if room < 0.0 {
                return false;
            }
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else {
            leave = leave.min(room / speed);
        }
    }
    enter < leave
}

/// Texts through which a line or the edge of a shape runs.
pub fn lines_through_texts(scene: &Scene) -> Vec<String> {
    let mut stretches = stretches(scene);
    let left = |stretch: &Stretch| stretch.0.0.min(stretch.1.0);
    let right = |stretch: &Stretch| stretch.0.0.max(stretch.1.0);
    stretches.sort_by(|a, b| left(a).total_cmp(&left(b)));
    let mut found = Vec::new();
    for (frame, words) in texts(scene) {
        let until = stretches.partition_point(|stretch| left(stretch) <= frame.x + frame.width);
        let near = stretches[..until].iter().filter(|stretch| right(stretch) >= frame.x);
        found.extend(
            near.filter(|stretch| runs_through(**stretch, &frame)).map(|stretch| format!("{words} on {stretch:?}")),
        );
    }
    found
}

/// Texts that lie half in and half out of a box.
pub fn texts_over_edges(scene: &Scene) -> Vec<String> {
    let mut frames = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Rectangle(frame) = item
            && frame.width > 20.0
        {
            frames.push(*frame);
        }
    });
    frames.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut found = Vec::new();
    for (text, words) in texts(scene) {
        let until = frames.partition_point(|frame| frame.x < text.x + text.width);
        for frame in frames[..until].iter().filter(|frame| frame.overlaps(&text)) {
            let is_inside = text.x >= frame.x
                && text.x + text.width <= frame.x + frame.width
                && text.y >= frame.y - 0.5
                && text.y + text.height <= frame.y + frame.height + 0.5;
            if !is_inside {
                found.push(format!("{words} over the edge of {frame:?}"));
            }
        }
    }
    found
}

/// Texts that reach beyond the page.
pub fn texts_off_page(scene: &Scene) -> Vec<String> {
    let is_on = |text: &Rectangle| {
        text.x >= 2.0
            && text.y >= 2.0
            && text.x + text.width <= scene.width - 2.0
            && text.y + text.height <= scene.height - 2.0
    };
    texts(scene).into_iter().filter(|(text, _)| !is_on(text)).map(|(_, words)| words).collect()
}
