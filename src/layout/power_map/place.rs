//! Where cards stand: as near to their true points as they can without lying on one another, and what of a line can be
//! seen between them.

use crate::layout::scene::Rectangle;

/// A point on the page.
pub(super) type Point = (f32, f32);

/// The room between neighbouring cards.
pub(super) const GAP: f32 = 6.0;

/// A step to the side counts less than one up or down, since cards are wide.
const SIDEWAYS: f32 = 0.6;

/// A card that wants to stand with its middle on a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// The true point.
    pub centre: Point,
    /// Width and height of the card.
    pub size: (f32, f32),
}

/// Where cards may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    /// No card reaches beyond it.
    pub region: Rectangle,
    /// How far the middle of a card may be from its true point, across and down; who would have to go farther has no
    /// place.
    pub reach: (f32, f32),
}

/// A place for each card, in the same order; none for those that find no room. Who comes first stands nearest.
///
/// A card stands beside the cards that are there already, edge on edge where it can, so that crowds become tidy blocks.
/// Lines from displaced cards to their true points cross no other card if there is a place for which that holds.
pub(super) fn places(wishes: &[Wish], ground: &Ground) -> Vec<Option<Rectangle>> {
    let mut taken = Taken::default();
    let mut places = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let place = taken.nearest(wish, ground, Lines::Clear).or_else(|| taken.nearest(wish, ground, Lines::Crossing));
        if let Some(frame) = place {
            taken.add(frame, wish.centre);
        }
        places.push(place);
    }
    places
}

/// Whether a line from a card to its true point may run under other cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    Clear,
    Crossing,
}

/// The cards that stand already.
#[derive(Debug, Default)]
struct Taken {
    frames: Vec<Rectangle>,
    points: Vec<Point>,
    leaders: Vec<(Point, Point)>,
}

impl Taken {
    fn add(&mut self, frame: Rectangle, point: Point) {
        self.frames.push(frame);
        self.points.push(point);
        self.leaders.extend(leader(&frame, point));
    }

    fn nearest(&self, wish: &Wish, ground: &Ground, lines: Lines) -> Option<Rectangle> {
        let (width, height) = wish.size;
        let home = (wish.centre.0 - width / 2.0, wish.centre.1 - height / 2.0);
        let Rectangle { x: left, y: top, width: across, height: down, .. } = ground.region;
        let (right, bottom) = (left + across - width, top + down - height);
        let mut columns = vec![home.0.clamp(left, right.max(left))];
        let mut rows = vec![home.1.clamp(top, bottom.max(top))];
        for other in &self.frames {
            let (end, foot) = (other.x + other.width, other.y + other.height);
            columns.extend([other.x - width - GAP, other.x, end - width, end + GAP]);
            rows.extend([other.y - height - GAP, other.y, foot - height, foot + GAP]);
        }
        tidy(&mut columns, home.0, (left, right), ground.reach.0);
        tidy(&mut rows, home.1, (top, bottom), ground.reach.1);
        let (mut best, mut least, mut blocker) = (None, f32::INFINITY, 0);
        for x in columns {
            let aside = ((x - home.0) * SIDEWAYS).powi(2);
            if aside >= least {
                break;
            }
            for y in &rows {
                let cost = aside + (y - home.1).powi(2);
                if cost >= least {
                    break;
                }
                let frame = Rectangle { x, y: *y, width, height, ..Rectangle::default() };
                let is_free = self.is_free(&frame, &mut blocker);
                if is_free && (lines == Lines::Crossing || self.is_clear(&frame, wish.centre)) {
                    (best, least) = (Some(frame), cost);
                }
            }
        }
        best
    }

    /// Whether no card is nearer than the gap; the card that was in the way of the last place is asked first.
    fn is_free(&self, frame: &Rectangle, blocker: &mut usize) -> bool {
        let wide = frame.grown(GAP - 0.01);
        if self.frames.get(*blocker).is_some_and(|other| other.overlaps(&wide)) {
            return false;
        }
        match self.frames.iter().position(|other| other.overlaps(&wide)) {
            Some(at) => {
                *blocker = at;
                false
            }
            None => true,
        }
    }

    /// Whether the card covers no line or true point of others, and its own line runs under no card of another point.
    fn is_clear(&self, frame: &Rectangle, point: Point) -> bool {
        let covers = |other: &(Point, Point)| other.1 != point && covered(*other, frame).is_some();
        let own = leader(frame, point);
        let runs_under = |line: (Point, Point)| {
            let others = self.frames.iter().zip(&self.points).filter(|(_, other)| **other != point);
            others.into_iter().any(|(other, _)| covered(line, other).is_some())
        };
        !self.leaders.iter().any(covers) && own.is_none_or(|line| !runs_under(line))
    }
}

/// Puts places in order of their distance from home, and leaves out those that are out of reach or off the ground.
fn tidy(places: &mut Vec<f32>, home: f32, (from, to): (f32, f32), reach: f32) {
    places.retain(|place| *place >= from - 0.01 && *place <= to + 0.01 && (place - home).abs() <= reach);
    places.sort_by(|one, other| (one - home).abs().total_cmp(&(other - home).abs()).then(one.total_cmp(other)));
    places.dedup();
}

/// The line from a card to its true point; none when the card covers it.
pub(super) fn leader(frame: &Rectangle, point: Point) -> Option<(Point, Point)> {
    let near = (point.0.clamp(frame.x, frame.x + frame.width), point.1.clamp(frame.y, frame.y + frame.height));
    (near != point).then_some((near, point))
}

/// The part of a line that a rectangle covers, as shares of its length (Liang and Barsky, 1984).
fn covered(((x, y), (to_x, to_y)): (Point, Point), frame: &Rectangle) -> Option<(f32, f32)> {
    let (dx, dy) = (to_x - x, to_y - y);
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    let sides =
        [(-dx, x - frame.x), (dx, frame.x + frame.width - x), (-dy, y - frame.y), (dy, frame.y + frame.height - y)];
    for (speed, room) in sides {
        if speed.abs() < 1e-6 {
            if room < 0.0 {
                return None;
            }
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else {
            leave = leave.min(room / speed);
        }
    }
    (enter + 1e-4 < leave).then_some((enter, leave))
}

/// What is seen of a line between rectangles that cover it.
pub(super) fn seen(line: (Point, Point), frames: &[Rectangle]) -> Vec<(Point, Point)> {
    let mut hidden: Vec<(f32, f32)> = frames.iter().filter_map(|frame| covered(line, frame)).collect();
    hidden.sort_by(|one, other| one.0.total_cmp(&other.0));
    let ((x, y), (to_x, to_y)) = line;
    let at = |share: f32| (x + (to_x - x) * share, y + (to_y - y) * share);
    let (mut pieces, mut from) = (Vec::new(), 0.0_f32);
    for (enter, leave) in hidden.into_iter().chain([(1.0, 1.0)]) {
        if enter > from + 1e-3 {
            pieces.push((at(from), at(enter)));
        }
        from = from.max(leave);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd(people: usize) -> (Vec<Wish>, Ground) {
        let region = Rectangle { x: 0.0, y: 0.0, width: 1200.0, height: 700.0, ..Rectangle::default() };
        let wish = |at: usize| Wish { centre: (600.0, 350.0), size: (100.0 + 8.0 * (at % 4) as f32, 40.0) };
        ((0..people).map(wish).collect(), Ground { region, reach: (600.0, 350.0) })
    }

    #[test]
    fn the_first_stands_on_its_point_and_nobody_on_another() {
        let (wishes, ground) = crowd(40);

        let frames: Vec<Rectangle> = places(&wishes, &ground).into_iter().flatten().collect();

        assert_eq!(frames.len(), 40);
        assert_eq!((frames[0].x, frames[0].y), (550.0, 330.0));
        for (at, frame) in frames.iter().enumerate() {
            assert!(frames[at + 1..].iter().all(|other| !other.overlaps(frame)), "{frame:?}");
        }
    }

    #[test]
    fn who_finds_no_room_has_no_place() {
        let (wishes, ground) = crowd(400);

        let places = places(&wishes, &ground);

        assert!(places.iter().flatten().count() > 80);
        assert!(places.iter().any(Option::is_none));
    }

    #[test]
    fn a_line_is_seen_only_between_cards() {
        let frame = Rectangle { x: 4.0, y: -1.0, width: 2.0, height: 2.0, ..Rectangle::default() };

        let pieces = seen(((0.0, 0.0), (10.0, 0.0)), &[frame]);

        assert_eq!(pieces, [((0.0, 0.0), (4.0, 0.0)), ((6.0, 0.0), (10.0, 0.0))]);
    }
}
