//! Where the table stands: under the picture, or on sheets of its own that are as large as A4 on its side.

use super::table::{Piece, Table, WIDTH};
use super::words::Words;
use crate::font::{Weight, Wrap, wrap};
use crate::layout::scene::{Group, Ink, Item, Layer, Lettering, Scene, write_line};
use crate::layout::title_block::{HEIGHT, MARGIN, TitleBlock};

/// The size of a sheet: 297 × 210 mm in CSS pixels.
const SHEET: (f32, f32) = (1_122.5, 793.7);
/// Between heading and table, and between the picture and what is added to it.
const SPACE: f32 = 20.0;
/// The room for what the digits mean, under the table.
const FOOT: f32 = 34.0;
const CALLED: Lettering = Lettering { size: 18.0, weight: Weight::Medium, ink: Ink::Text };
const SMALL: Lettering = Lettering { size: 11.0, weight: Weight::Regular, ink: Ink::Muted };

/// What stands at the top of each sheet.
pub(super) struct Heading<'a> {
    pub block: TitleBlock,
    pub words: Words<'a>,
}

/// The sheets with the table, one at least.
pub(super) fn sheets(table: &Table<'_>, heading: &Heading<'_>) -> Vec<Scene> {
    let top = MARGIN + HEIGHT + SPACE;
    let pieces = table.pieces(SHEET.1 - top - FOOT - MARGIN);
    let count = pieces.len().max(1);
    let mut pieces = pieces.into_iter();
    (1..=count)
        .map(|number| {
            let block = heading.block.clone().with(&heading.words.page(number, count));
            let mut scene = Scene {
                width: SHEET.0,
                height: SHEET.1,
                title: block.title(),
                description: block.description(),
                language: heading.words.language,
                items: vec![block.draw(MARGIN, MARGIN)],
                ..Scene::default()
            };
            put(&mut scene, pieces.next(), heading.words, (MARGIN, top));
            scene
        })
        .collect()
}

/// Puts the table under the picture.
pub(super) fn append(scene: &mut Scene, table: &Table<'_>, words: Words<'_>) {
    scene.width = scene.width.max(WIDTH + 2.0 * MARGIN);
    let top = scene.height + SPACE;
    write_line(&mut scene.items, words.heading(), MARGIN, top + 6.0, CALLED);
    let piece = table.pieces(f32::INFINITY).pop();
    scene.height = top + SPACE + piece.as_ref().map_or(0.0, |piece| piece.height) + FOOT + MARGIN;
    put(scene, piece, words, (MARGIN, top + SPACE));
}

/// Draws a piece with what its digits mean under it; says so when there is nothing to list.
fn put(scene: &mut Scene, piece: Option<Piece>, words: Words<'_>, (x, y): (f32, f32)) {
    let Some(piece) = piece else {
        write_line(&mut scene.items, words.nothing(), x, y + 15.0, SMALL);
        return;
    };
    let items = piece.items.into_iter().map(|item| item.moved(x, y)).collect();
    scene.items.push(Item::Group(Group { items, ..Group::default() }));
    let options = Wrap { width: WIDTH, size: SMALL.size, weight: SMALL.weight, max_lines: 2 };
    let mut foot = Vec::new();
    for (line, row) in wrap(words.foot(), &options).lines.iter().zip(0_u8..) {
        write_line(&mut foot, &line.text, x, y + piece.height + 18.0 + 15.0 * f32::from(row), SMALL);
    }
    scene.items.push(Item::Group(Group { layer: Some(Layer::Legend), items: foot, ..Group::default() }));
}
