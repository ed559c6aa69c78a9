//! Lines of a file: those on the map stay, a new main superior replaces the old one, circles are left open.

use std::collections::{HashMap, HashSet};

use crate::model::change::Change;
use crate::model::id::LineId;
use crate::model::line::{Line, LineKind, Place as End};
use crate::model::record::Kind;
use crate::model::time::Span;

use super::super::circles::{Verdict, judge};
use super::super::draft::{self, DraftLine};
use super::super::finding::Code;
use super::super::plan::Fate;
use super::Work;

/// A line of the file between records of the map.
struct Wanted {
    draft: usize,
    superior: End,
    subordinate: End,
}

impl Work<'_> {
    pub(super) fn lines(&mut self) {
        let wanted = self.wanted_lines();
        let mut known: HashMap<End, Vec<Line>> = HashMap::new();
        for line in self.open_lines() {
            known.entry(line.subordinate).or_default().push(line.clone());
        }
        let verdicts = self.judge(&wanted, &known);
        let names = verdicts.values().any(|verdict| *verdict != Verdict::Draw).then(|| self.names());
        for Wanted { draft, superior, subordinate } in wanted {
            match verdicts.get(&draft) {
                Some(Verdict::Closes(path)) => {
                    let names = names.as_ref().expect("made since a line is left out");
                    self.leave_out(draft, Code::ClosesCircle, vec![in_words(path, names)]);
                }
                Some(Verdict::TooTangled) => self.leave_out(draft, Code::TooTangled, vec![]),
                Some(Verdict::Draw) | None => self.draw(draft, superior, subordinate, &known),
            }
        }
    }

    /// Which of the solid lines would close a circle with the lines that stay.
    ///
    /// A line that is left out leaves the one before in its place, which may then close a circle with others; so the
    /// judgement is repeated, and after a few rounds the lines before are given up.
    fn judge(&mut self, wanted: &[Wanted], known: &HashMap<End, Vec<Line>>) -> HashMap<usize, Verdict> {
        const ROUNDS: usize = 4;
        let is_solid = |wanted: &&Wanted| self.draft.lines[wanted.draft].kind == LineKind::Solid;
        let solid: Vec<&Wanted> = wanted.iter().filter(is_solid).collect();
        let is_known = |wanted: &&&Wanted| {
            let before = known.get(&wanted.subordinate).into_iter().flatten();
            before.filter(|line| line.kind == LineKind::Solid).any(|line| line.superior == wanted.superior)
        };
        // What the map has already closes no circle: the new line does.
        let fresh: Vec<&Wanted> = solid.iter().filter(|wanted| !is_known(wanted)).copied().collect();
        let upward: Vec<(End, End)> = fresh.iter().map(|wanted| (wanted.subordinate, wanted.superior)).collect();
        let mut replaced: HashSet<End> = fresh.iter().map(|wanted| wanted.subordinate).collect();
        for round in 1.. {
            let stays = |line: &&Line| {
                line.kind == LineKind::Solid && !(replaced.contains(&line.subordinate) && is_main(line, known))
            };
            let fixed: Vec<(End, End)> =
                self.open_lines().filter(stays).map(|line| (line.subordinate, line.superior)).collect();
            let verdicts = judge(&fixed, &upward);
            let left_out = fresh.iter().zip(&verdicts).filter(|(_, verdict)| **verdict != Verdict::Draw);
            let back: Vec<End> =
                left_out.map(|(wanted, _)| wanted.subordinate).filter(|end| replaced.contains(end)).collect();
            if back.is_empty() || round == ROUNDS {
                for end in back {
                    self.end_main_lines(end, known);
                }
                return fresh.iter().map(|wanted| wanted.draft).zip(verdicts).collect();
            }
            for end in back {
                replaced.remove(&end);
            }
        }
        unreachable!("the last round returns")
    }

    /// The lines of the map that go on.
    fn open_lines(&self) -> impl Iterator<Item = &Line> {
        let is_ended = |end: End| matches!(end, End::Post(post) if self.ended_posts.contains(&post));
        let open = self.known.snapshot.lines().filter(|line| self.known.is_open(line.span));
        open.filter(move |line| !is_ended(line.superior) && !is_ended(line.subordinate))
    }

    /// The lines of the file, each once, without those from a post to itself.
    fn wanted_lines(&mut self) -> Vec<Wanted> {
        let mut wanted = Vec::with_capacity(self.draft.lines.len());
        let mut seen = HashSet::new();
        let mut has_main = HashSet::new();
        for draft in 0..self.draft.lines.len() {
            let line = &self.draft.lines[draft];
            let is_dropped = |end| matches!(end, draft::End::Post(post) if self.is_dropped(post));
            if is_dropped(line.superior) || is_dropped(line.subordinate) {
                self.leave_out(draft, Code::SuperiorWithoutPost, vec![]);
                continue;
            }
            let (superior, subordinate, kind) = (self.end(line.superior), self.end(line.subordinate), line.kind);
            if superior == subordinate {
                self.leave_out(draft, Code::ReportsToItself, vec![]);
                continue;
            }
            // A post that several share on rows of their own obeys the superiors of all; the first named is the main one.
            let line = &mut self.draft.lines[draft];
            let is_second = kind == LineKind::Solid
                && !seen.contains(&(superior, subordinate, kind))
                && !has_main.insert(subordinate);
            if is_second {
                (line.kind, line.primary) = (LineKind::Dual, false);
            }
            if seen.insert((superior, subordinate, line.kind)) {
                wanted.push(Wanted { draft, superior, subordinate });
            }
        }
        wanted
    }

    fn end(&self, end: draft::End) -> End {
        match end {
            draft::End::Post(post) => End::Post(self.posts[post]),
            draft::End::Unit(unit) => End::Unit(self.units[unit]),
            draft::End::Known(post) => End::Post(post),
        }
    }

    /// Draws a line that is not there yet; a main line replaces the one before.
    fn draw(&mut self, draft: usize, superior: End, subordinate: End, known: &HashMap<End, Vec<Line>>) {
        let DraftLine { kind, primary, row, .. } = self.draft.lines[draft].clone();
        let before = known.get(&subordinate).map_or(&[][..], Vec::as_slice);
        if before.iter().any(|line| line.superior == superior && line.kind == kind) {
            return;
        }
        if kind == LineKind::Solid {
            self.end_main_lines(subordinate, known);
        }
        let key = format!("{superior:?} {subordinate:?} {kind:?}");
        let id = LineId(self.ids.id(Kind::Line, &key));
        let span = Span { from: self.since, until: None };
        self.changes.lines.push(Change::DrawLine(Line {
            id,
            superior,
            subordinate,
            kind,
            matter: None,
            primary,
            span,
        }));
        self.mark(row, Fate::Changed);
        if self.draft.rows[row].fate == Fate::Changed {
            self.draft.rows[row].changes.push("line".to_owned());
        }
    }

    /// Ends the main line of a place as of today.
    fn end_main_lines(&mut self, subordinate: End, known: &HashMap<End, Vec<Line>>) {
        let before = known.get(&subordinate).into_iter().flatten();
        for line in before.filter(|line| line.kind == LineKind::Solid && is_main(line, known)) {
            let on = line.span.from.map_or(self.options.today, |from| from.max(self.options.today));
            self.changes.end_lines.push(Change::EndLine { id: line.id, on });
        }
    }

    fn leave_out(&mut self, draft: usize, code: Code, details: Vec<String>) {
        let line = &self.draft.lines[draft];
        let (place, named) = (self.cell_place(line.row, line.column), line.named.clone());
        self.findings.add(code, || (place, named, details));
    }

    /// What to call the ends of lines in messages: the holder of a post, or the title.
    fn names(&self) -> HashMap<End, String> {
        let mut names = HashMap::new();
        for tenure in &self.draft.tenures {
            let end = End::Post(self.posts[tenure.post]);
            names.entry(end).or_insert_with(|| self.draft.people[tenure.person].name.clone());
        }
        for (place, post) in self.draft.posts.iter().enumerate() {
            names.entry(End::Post(self.posts[place])).or_insert_with(|| post.title.clone());
        }
        for post in &self.known.snapshot.records().posts {
            let holder = self.known.open_holders(post.id).next();
            let name =
                holder.and_then(|tenure| self.known.snapshot.person(tenure.person)).map(|person| person.name.clone());
            names.entry(End::Post(post.id)).or_insert_with(|| name.unwrap_or_else(|| post.title.clone()));
        }
        names
    }
}

/// Whether a solid line is the one that a list speaks of: flagged as primary, or the only one.
fn is_main(line: &Line, known: &HashMap<End, Vec<Line>>) -> bool {
    let solid = known.get(&line.subordinate).into_iter().flatten().filter(|line| line.kind == LineKind::Solid);
    line.primary || (line.matter.is_none() && solid.count() == 1)
}

/// A circle as a chain of names, shortened in the middle when it is long.
fn in_words(path: &[End], names: &HashMap<End, String>) -> String {
    const LONGEST: usize = 8;
    let name = |end: &End| names.get(end).cloned().unwrap_or_else(|| "?".to_owned());
    if path.len() <= LONGEST {
        return path.iter().map(name).collect::<Vec<_>>().join(" → ");
    }
    let (start, end) = (&path[..LONGEST - 2], &path[path.len() - 1..]);
    let start: Vec<String> = start.iter().map(name).collect();
    format!("{} → … → {}", start.join(" → "), end.iter().map(name).collect::<String>())
}
