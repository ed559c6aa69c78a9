//! The spread over all ways in which edges can be live: an edge is decided only when the cascade stands before it.

use super::Cascade;
use super::condensed::Condensed;
use crate::analysis::watch::{Stopped, Watch};

/// After how many looks at edges the watch is asked whether to go on.
const LOOKS: u32 = 1 << 16;

/// What sums over all nodes may lose by rounding, relative to their number.
const ROUNDING: f64 = 1e-12;

/// A graph with few uncertain edges, and the set that has been taken.
pub(super) struct Exact<'a> {
    condensed: &'a Condensed,
    spread: f64,
    /// What the set certainly reaches.
    sure: Vec<bool>,
    /// How many nodes that are.
    sure_nodes: u64,
    /// What the set may reach.
    possible: Vec<bool>,
    /// Groups that are certainly reached and have uncertain edges to others that are not.
    brink: Vec<u32>,
}

impl<'a> Exact<'a> {
    pub(super) fn of(condensed: &'a Condensed) -> Self {
        let nothing = vec![false; condensed.groups()];
        Self { condensed, spread: 0.0, sure: nothing.clone(), sure_nodes: 0, possible: nothing, brink: Vec::new() }
    }

    /// May this group reach something that the set may reach too?
    fn meets_the_set(&self, group: u32, room: &mut Room) -> bool {
        room.begin([group]);
        let mut at = 0;
        while let Some(from) = room.order.get(at).copied() {
            at += 1;
            if self.possible[from as usize] {
                room.clear();
                return true;
            }
            for other in self.condensed.graph.successors(from) {
                room.reach(*other);
            }
        }
        room.clear();
        false
    }

    /// The mean number of nodes that are reached from these groups and this one, apart from what is certainly reached already.
    fn mean_from(&self, brink: &[u32], group: u32, room: &mut Room, watch: &Watch<'_>) -> Result<f64, Stopped> {
        room.begin(brink.iter().copied().chain([group]));
        let counted = u64::from(self.condensed.size[group as usize]);
        let mut walk = Walk { exact: self, room, counted, looks: 0, watch: watch.quiet() };
        let mean = walk.mean(0, 0);
        walk.room.clear();
        mean
    }
}

impl Cascade for Exact<'_> {
    type Room = Room;

    fn room(&self) -> Room {
        Room { reached: vec![false; self.condensed.groups()], order: Vec::new() }
    }

    fn gain(&self, group: u32, room: &mut Room, watch: &Watch<'_>) -> Result<f64, Stopped> {
        if self.sure[group as usize] {
            return Ok(0.0);
        }
        let apart = !self.meets_the_set(group, room);
        let gain = if apart {
            self.mean_from(&[], group, room, watch)?
        } else {
            self.sure_nodes as f64 + self.mean_from(&self.brink, group, room, watch)? - self.spread
        };
        let nothing = ROUNDING * self.condensed.group_of.len() as f64;
        Ok(if gain > nothing { gain } else { 0.0 })
    }

    fn take(&mut self, group: u32, room: &mut Room, watch: &Watch<'_>) -> Result<(), Stopped> {
        self.spread += self.gain(group, room, watch)?;
        let condensed = self.condensed;
        let news = spread_out(condensed, group, &mut self.sure, |chance| chance >= 1.0);
        spread_out(condensed, group, &mut self.possible, |_| true);
        self.sure_nodes += news.iter().map(|group| u64::from(condensed.size[*group as usize])).sum::<u64>();
        self.brink.extend(news);
        let sure = &self.sure;
        self.brink.retain(|group| condensed.graph.successors(*group).iter().any(|other| !sure[*other as usize]));
        Ok(())
    }
}

/// Marks all that a group reaches over edges of such chances, and was not marked before; what is marked is not looked at again.
fn spread_out(condensed: &Condensed, group: u32, marked: &mut [bool], carries: impl Fn(f64) -> bool) -> Vec<u32> {
    let mut news = Vec::new();
    if !std::mem::replace(&mut marked[group as usize], true) {
        news.push(group);
    }
    let mut at = 0;
    while let Some(from) = news.get(at).copied() {
        at += 1;
        for (other, chance) in condensed.graph.out(from) {
            if carries(chance) && !std::mem::replace(&mut marked[other as usize], true) {
                news.push(other);
            }
        }
    }
    news
}

/// Room to walk in; clean between walks.
pub(super) struct Room {
    reached: Vec<bool>,
    /// The groups reached, in the order in which their edges are looked at.
    order: Vec<u32>,
}

impl Room {
    fn begin(&mut self, groups: impl IntoIterator<Item = u32>) {
        groups.into_iter().for_each(|group| self.reach(group));
    }

    fn reach(&mut self, group: u32) {
        if !std::mem::replace(&mut self.reached[group as usize], true) {
            self.order.push(group);
        }
    }

    fn clear(&mut self) {
        for group in self.order.drain(..) {
            self.reached[group as usize] = false;
        }
    }
}

/// A cascade on its way.
struct Walk<'a> {
    exact: &'a Exact<'a>,
    room: &'a mut Room,
    /// How many nodes of what is reached were not certainly reached before.
    counted: u64,
    looks: u32,
    watch: Watch<'a>,
}

impl Walk<'_> {
    /// The mean number of nodes counted in the end, when all edges before this one of this group of the order are decided. Leaves the
    /// walk as it was. As deep as there are uncertain edges.
    fn mean(&mut self, place: usize, edge: usize) -> Result<f64, Stopped> {
        let (before, counted) = (self.room.order.len(), self.counted);
        let (mut mean, mut chance) = (0.0, 1.0);
        let (mut place, mut edge) = (place, edge);
        let condensed = self.exact.condensed;
        while let Some(from) = self.room.order.get(place).copied() {
            self.look()?;
            let Some(to) = condensed.graph.successors(from).get(edge).copied() else {
                (place, edge) = (place + 1, 0);
                continue;
            };
            let live = condensed.graph.out_weights(from)[edge];
            edge += 1;
            if self.room.reached[to as usize] || self.exact.sure[to as usize] {
                continue;
            }
            let size = u64::from(condensed.size[to as usize]);
            self.room.reach(to);
            self.counted += size;
            if live < 1.0 {
                mean += chance * live * self.mean(place, edge)?;
                chance *= 1.0 - live;
                self.room.order.pop();
                self.room.reached[to as usize] = false;
                self.counted -= size;
            }
        }
        mean += chance * self.counted as f64;
        for group in self.room.order.drain(before..) {
            self.room.reached[group as usize] = false;
        }
        self.counted = counted;
        Ok(mean)
    }

    fn look(&mut self) -> Result<(), Stopped> {
        self.looks += 1;
        if self.looks < LOOKS {
            return Ok(());
        }
        self.looks = 0;
        self.watch.step(0, 0)
    }
}
