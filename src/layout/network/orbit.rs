//! A ring on which cards stand side by side without touching.
//!
//! Everything here is measured in slots: the room of one card is a square of side 1, so that a ring is a circle whatever
//! the shape of a card. Places on it are ticks, clockwise from the top.

use std::f32::consts::TAU;

/// How finely a ring is divided.
pub(super) const TICKS: usize = 1440;
/// Two cards are clear of one another when their middles are that far apart in either direction.
pub(super) const CLEAR: f32 = 0.9995;

/// The direction of every tick.
#[derive(Debug)]
pub(super) struct Compass {
    directions: Vec<(f32, f32)>,
}

impl Compass {
    pub(super) fn new() -> Self {
        let direction = |tick: usize| {
            let angle = tick as f32 / TICKS as f32 * TAU;
            (libm::sinf(angle), -libm::cosf(angle))
        };
        Self { directions: (0..TICKS).map(direction).collect() }
    }

    /// The direction of a tick, of length 1.
    pub(super) fn direction(&self, tick: usize) -> (f32, f32) {
        self.directions[tick % TICKS]
    }

    /// The tick in whose direction a point lies.
    pub(super) fn tick_of((x, y): (f32, f32)) -> usize {
        let turn = libm::atan2f(x, -y) / TAU;
        let turn = if turn < 0.0 { turn + 1.0 } else { turn };
        (turn * TICKS as f32) as usize % TICKS
    }
}

/// A ring of one radius.
#[derive(Debug)]
pub(super) struct Orbit {
    /// The first tick, counted on beyond one turn, at which a card is clear of one that stands at each tick.
    next: Vec<usize>,
    /// The ticks at which nothing may stand.
    is_blocked: Vec<bool>,
}

impl Orbit {
    pub(super) fn new(compass: &Compass, radius: f32) -> Self {
        let is_clear = |one: usize, other: usize| {
            let ((x, y), (to_x, to_y)) = (compass.direction(one), compass.direction(other));
            ((x - to_x).abs() * radius).max((y - to_y).abs() * radius) >= CLEAR
        };
        let mut next = Vec::with_capacity(TICKS);
        let mut at = 0;
        for tick in 0..TICKS {
            at = at.max(tick + 1);
            while at < tick + TICKS && !is_clear(tick, at) {
                at += 1;
            }
            next.push(at);
        }
        Self { next, is_blocked: vec![false; TICKS] }
    }

    /// The same where nothing may stand at some ticks; the top stays free.
    #[must_use]
    pub(super) fn without(mut self, is_blocked: impl Fn(usize) -> bool) -> Self {
        self.is_blocked = (0..TICKS).map(|tick| tick > 0 && is_blocked(tick)).collect();
        for at in 0..TICKS {
            self.next[at] = self.free_from(self.next[at]);
        }
        self
    }

    /// The first tick from here on at which something may stand.
    fn free_from(&self, mut tick: usize) -> usize {
        while self.is_blocked[tick % TICKS] {
            tick += 1;
        }
        tick
    }

    fn next(&self, tick: usize) -> usize {
        self.next[tick % TICKS] + tick / TICKS * TICKS
    }

    /// How many cards have room when one stands at the top.
    pub(super) fn room(&self) -> usize {
        let (mut cards, mut tick) = (0, 0);
        // A radius of less than half a slot has no room for two.
        while cards < TICKS && self.next(tick) <= TICKS {
            cards += 1;
            tick = self.next(tick);
        }
        cards.max(1)
    }

    /// May something stand here, clear of what stands at `limit`?
    fn may_stand(&self, tick: usize, limit: usize) -> bool {
        !self.is_blocked[tick % TICKS] && self.next(tick) <= limit
    }

    /// Moves cards apart that want to stand at these ticks, in this order and ascending, as little as is needed; at the
    /// top stands something that stays. There has to be [`Orbit::room`] for one more than there are.
    pub(super) fn apart(&self, wanted: &[usize]) -> Vec<usize> {
        let count = wanted.len();
        let mut first = Vec::with_capacity(count);
        let mut tick = 0;
        for _ in 0..count {
            tick = self.next(tick);
            first.push(tick);
        }
        let mut last = vec![0; count];
        let mut limit = TICKS;
        for at in (0..count).rev() {
            limit = (first[at]..=limit).rev().find(|tick| self.may_stand(*tick, limit)).unwrap_or(first[at]);
            last[at] = limit;
        }
        let mut places: Vec<usize> = (0..count).map(|at| wanted[at].clamp(first[at], last[at])).collect();
        for _ in 0..40 {
            let mut is_settled = true;
            for at in 1..count {
                let needed = self.next(places[at - 1]);
                if places[at] < needed {
                    is_settled = false;
                    let missing = needed - places[at];
                    let back = missing / 2;
                    places[at - 1] = places[at - 1].saturating_sub(back).max(first[at - 1]);
                    places[at] = (places[at] + missing - back).min(last[at]);
                }
            }
            if is_settled {
                break;
            }
        }
        for at in 0..count {
            let least = if at == 0 { first[0] } else { self.next(places[at - 1]) };
            places[at] = self.free_from(places[at].max(least)).min(last[at]);
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_never_touch_and_keep_their_order() {
        let compass = Compass::new();
        for radius in [1.0, 1.9, 3.3, 6.0] {
            let orbit = Orbit::new(&compass, radius);
            let count = orbit.room() - 1;
            let wanted = vec![TICKS / 3; count];

            let places = orbit.apart(&wanted);

            let all: Vec<usize> = std::iter::once(0).chain(places).collect();
            for (index, one) in all.iter().enumerate() {
                for other in &all[index + 1..] {
                    assert!(one < other, "{all:?}");
                    let ((x, y), (to_x, to_y)) = (compass.direction(*one), compass.direction(*other));
                    let apart = ((x - to_x).abs() * radius).max((y - to_y).abs() * radius);
                    assert!(apart >= CLEAR, "{one} and {other} on {radius}: {apart}");
                }
            }
        }
    }

    #[test]
    fn who_has_room_stays() {
        let orbit = Orbit::new(&Compass::new(), 4.0);

        assert_eq!(orbit.apart(&[200, 700, 1200]), [200, 700, 1200]);
    }
}
