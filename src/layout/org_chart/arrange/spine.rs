//! How a superior is joined to those below: straight lines with things attached along them.

use super::Point;

/// A straight line from which children and further lines branch off.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::layout::org_chart) struct Spine {
    /// Where it begins.
    pub start: Point,
    /// Where it ends, if something were attached there.
    pub heading: Heading,
    /// What is attached, at its distance from the start.
    pub attached: Vec<(f64, End)>,
}

/// Which way a spine runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout::org_chart) enum Heading {
    /// Away from the superior.
    Down,
    /// To lesser values across.
    Left,
    /// To greater values across.
    Right,
}

/// What is attached to a spine.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::layout::org_chart) enum End {
    /// A card, by the point at which the line meets it.
    Card(u32, Point),
    /// A further spine, which begins on this one.
    Spine(Box<Spine>),
}

impl Spine {
    pub(super) fn new(start: Point, heading: Heading) -> Self {
        Self { start, heading, attached: Vec::new() }
    }

    /// The point at a distance along the spine.
    pub(in crate::layout::org_chart) fn at(&self, distance: f64) -> Point {
        let Point { across, down } = self.start;
        match self.heading {
            Heading::Down => Point { across, down: down + distance },
            Heading::Left => Point { across: across - distance, down },
            Heading::Right => Point { across: across + distance, down },
        }
    }

    /// Attaches a card whose edge is met at `target`.
    pub(super) fn attach_card(&mut self, card: u32, target: Point) {
        let distance = self.distance(target);
        self.attached.push((distance, End::Card(card, target)));
    }

    /// Attaches a spine at its start.
    pub(super) fn attach(&mut self, spine: Spine) {
        if !spine.attached.is_empty() {
            let distance = self.distance(spine.start);
            self.attached.push((distance, End::Spine(Box::new(spine))));
        }
    }

    /// Attaches all of a spine that begins on this one to the spine that already runs the same way from there.
    pub(super) fn merge(&mut self, spine: Spine) {
        let twin = self.attached.iter_mut().find_map(|(_, end)| match end {
            End::Spine(twin) if twin.start == spine.start && twin.heading == spine.heading => Some(twin),
            _ => None,
        });
        match twin {
            Some(twin) => twin.attached.extend(spine.attached),
            None => self.attach(spine),
        }
    }

    fn distance(&self, to: Point) -> f64 {
        match self.heading {
            Heading::Down => to.down - self.start.down,
            Heading::Left => self.start.across - to.across,
            Heading::Right => to.across - self.start.across,
        }
    }

    /// Calls `visit` with every card that hangs from the spine.
    pub(in crate::layout::org_chart) fn any_card(&self, test: &impl Fn(u32) -> bool) -> bool {
        self.attached.iter().any(|(_, end)| match end {
            End::Card(card, _) => test(*card),
            End::Spine(spine) => spine.any_card(test),
        })
    }
}

/// The spines of a row: a bus at `down`, left and right of the trunk, with drops to each thing in the row.
pub(super) struct Bus {
    left: Spine,
    right: Spine,
    trunk: f64,
    down: f64,
}

impl Bus {
    pub(super) fn new(trunk: f64, down: f64) -> Self {
        let start = Point { across: trunk, down };
        Self { left: Spine::new(start, Heading::Left), right: Spine::new(start, Heading::Right), trunk, down }
    }

    /// Drops to a card; one that stands right under the trunk hangs from `parent` itself.
    pub(super) fn drop_to_card(&mut self, parent: &mut Spine, card: u32, target: Point) {
        if (target.across - self.trunk).abs() < 0.5 {
            parent
                .attached
                .push((parent.distance(Point { across: self.trunk, down: self.down }), End::Card(card, target)));
        } else {
            self.side(target.across).attach_card(card, target);
        }
    }

    /// Attaches a rail that runs down from the bus.
    pub(super) fn attach_rail(&mut self, parent: &mut Spine, rail: Spine) {
        if (rail.start.across - self.trunk).abs() < 0.5 {
            parent.attach(rail);
        } else {
            self.side(rail.start.across).attach(rail);
        }
    }

    fn side(&mut self, across: f64) -> &mut Spine {
        if across < self.trunk { &mut self.left } else { &mut self.right }
    }

    /// Hangs the finished bus on its trunk.
    pub(super) fn hang_on(self, parent: &mut Spine) {
        parent.attach(self.left);
        parent.attach(self.right);
    }
}
