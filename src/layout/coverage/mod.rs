//! The coverage matrix 覆盖矩阵: people by decision weight, our members across; how well each knows whom, and how well we
//! want it to be.
//!
//! Empty cells of people who matter shout, by frame, sign and words. Those of whom nothing depends are counted beyond a
//! limit. Nothing is wished for and nothing shouts in a quiet period.

mod cell;
mod columns;
mod legend;
mod row;
mod rows;

use super::diagram::{DiagramInput, DiagramOptions, DiagramRefusal, asked_deal, usual_deal};
use super::ending::ended;
use super::scene::{
    Cuts, Dash, Group, Ink, Item, Language, Layer, Lettering, Path, Role, Scene, Segment, Stroke, write_line,
};
use super::title_block::{self, MARGIN, TitleBlock};
use crate::analysis::coverage::Coverage;
use crate::analysis::ground::Ground;
use crate::belief::Question;
use crate::font::Weight;
use cell::ROW;
use columns::{Column, HEAD, columns};
use row::{VERDICT, WHO};
use rows::{Part, Row, rows};

/// The most rows; those with the least weight are counted beyond it.
const MOST: usize = 200;
/// Of those on whom nothing depends and whom nobody knows, so many are drawn at most.
const MOST_UNKNOWN: usize = 12;
const SPACE: f32 = 22.0;
/// The height of the heading of a part.
const HEADING: f32 = 32.0;
const HEADING_WORDS: Lettering = Lettering { size: 13.0, weight: Weight::Medium, ink: Ink::Text };
const NOTE: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };

/// Draws the coverage matrix of a snapshot, as seen from a deal where there is one.
pub fn coverage(input: &DiagramInput<'_>, options: &DiagramOptions) -> Result<Scene, DiagramRefusal> {
    let snapshot = input.snapshot;
    let (language, day) = (options.language, options.day(snapshot));
    let deal = match options.deal {
        Some(_) => Some(asked_deal(snapshot, options)?),
        None => usual_deal(snapshot, day),
    };
    let ground = day.map(|on| Ground::of(snapshot, Question { on, deal: deal.map(|deal| deal.id) }));
    let all = ground.as_ref().map_or_else(Vec::new, |ground| rows(ground, &Coverage::of(ground), language));
    let mut title = TitleBlock::new(snapshot, language, language.pick("覆盖矩阵", "Coverage"));
    if let Some(deal) = deal {
        title = title.with_deal(&deal.name, language);
    }
    let (reached, matter) = all
        .iter()
        .filter(|row| row.matters())
        .fold((0, 0), |(reached, matter), row| (reached + usize::from(row.owner().is_some()), matter + 1));
    if matter > 0 {
        title = title.with(&match language {
            Language::Zh => format!("关键人员已触达 {reached} / {matter}"),
            Language::En => format!("reached {reached} of {matter} who matter"),
        });
    }
    let columns = columns(&all, input.roster, MARGIN + WHO, language);
    Ok(Matrix { columns, shown: shown(all), language }.scene(&title))
}

/// The rows of a part that are drawn, and how many are not.
struct Shown {
    part: Part,
    rows: Vec<Row>,
    left_out: usize,
}

/// The parts in order, each with the rows that are worth drawing.
fn shown(mut all: Vec<Row>) -> Vec<Shown> {
    let mut parts = Vec::new();
    let mut room = MOST;
    for part in Part::ALL {
        let rest = all.split_off(all.partition_point(|row| row.part <= part));
        let mut rows = std::mem::replace(&mut all, rest);
        let there = rows.len();
        let mut unknown = 0;
        rows.retain(|row| {
            let is_unknown = !row.matters() && row.contacts.is_empty();
            unknown += usize::from(is_unknown);
            !is_unknown || unknown <= MOST_UNKNOWN
        });
        rows.truncate(room);
        room -= rows.len();
        let left_out = there - rows.len();
        if there > 0 {
            parts.push(Shown { part, rows, left_out });
        }
    }
    parts
}

/// The matrix before it is drawn.
struct Matrix {
    columns: Vec<Column>,
    shown: Vec<Shown>,
    language: Language,
}

impl Matrix {
    fn scene(&self, title: &TitleBlock) -> Scene {
        let language = self.language;
        let width = self.width().max(title.width());
        let mut items = vec![title.draw(MARGIN, MARGIN)];
        let mut cuts = Cuts::default();
        let mut y = MARGIN + title_block::HEIGHT + SPACE;
        if !self.columns.is_empty() {
            y += HEAD;
            items.push(self.heads(y));
        }
        for shown in &self.shown {
            cuts.down.push(y);
            items.push(self.part(shown, y));
            let note = if shown.left_out > 0 { ROW } else { 0.0 };
            cuts.down.extend((1..=shown.rows.len()).map(|row| y + HEADING + ROW * row as f32));
            y += HEADING + ROW * shown.rows.len() as f32 + note + 8.0;
        }
        if self.shown.is_empty() {
            write_line(
                &mut items,
                language.pick("这一天没有人员。", "There is nobody on this day."),
                MARGIN,
                y + 24.0,
                NOTE,
            );
            y += 40.0;
        } else if self.columns.is_empty() {
            let words = language.pick("我方还没有任何接触记录。", "Nothing is recorded of any contact of ours yet.");
            write_line(&mut items, words, MARGIN, y + 20.0, NOTE);
            y += 30.0;
        }
        let legend = legend::legend(&self.shown, &self.columns, language);
        Scene { cuts, ..ended(items, (width, y), &legend, title, language) }
    }

    fn width(&self) -> f32 {
        WHO + VERDICT + self.columns.iter().map(|column| column.width).sum::<f32>()
    }

    /// The heads of the columns, which end at `foot`.
    fn heads(&self, foot: f32) -> Item {
        let items = self.columns.iter().map(|column| column.draw(foot, self.language)).collect();
        let label = self.language.pick("我方成员", "Our members").to_owned();
        Item::Group(Group { role: Some(Role::Group), label: Some(label), items, ..Group::default() })
    }

    /// A part with its heading, its rows, rules between them, and how many were left out.
    fn part(&self, shown: &Shown, y: f32) -> Item {
        let language = self.language;
        let count = shown.rows.len() + shown.left_out;
        let heading = match language {
            Language::Zh => format!("{}（{count} 人）", shown.part.heading(language)),
            Language::En => format!("{} ({count})", shown.part.heading(language)),
        };
        let mut items = Vec::new();
        let right = MARGIN + self.width();
        items.push(rule(y + 2.0, right, Stroke { ink: Ink::Muted, width: 1.0, dash: Dash::None }));
        write_line(&mut items, &heading, MARGIN, y + 22.0, HEADING_WORDS);
        let mut at = y + HEADING;
        for (number, row) in shown.rows.iter().enumerate() {
            if number > 0 {
                items.push(rule(at, right, Stroke { ink: Ink::Border, width: 0.7, dash: Dash::None }));
            }
            items.push(row::draw(row, &self.columns, (MARGIN, at), language));
            at += ROW;
        }
        if shown.left_out > 0 {
            let words = match language {
                Language::Zh => format!("另有 {} 人，分量最轻，未列出", shown.left_out),
                Language::En => format!("+{} more of the least weight, not listed", shown.left_out),
            };
            write_line(&mut items, &words, MARGIN + 9.0, at + ROW / 2.0 + 4.0, NOTE);
        }
        Item::Group(Group {
            role: Some(Role::Group),
            label: Some(heading),
            layer: Some(Layer::Posts),
            items,
            ..Group::default()
        })
    }
}

fn rule(y: f32, right: f32, stroke: Stroke) -> Item {
    let mut path = Path::stroked(stroke);
    path.segments = vec![Segment::Move(MARGIN, y), Segment::Line(right, y)];
    Item::Path(path)
}
