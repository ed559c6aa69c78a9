//! From bones to a scene: title, notes, skeleton, legend.

use super::bones::{Bones, Note};
use super::measure::Measured;
use super::rib::{Ground, draw_rib};
use super::skeleton::Skeleton;
use super::spine::{HeadLines, draw_spines};
use crate::font::{Weight, Wrap, wrap};
use crate::layout::legend::{Entry, Legend};
use crate::layout::marks::{Mark, SIZE};
use crate::layout::scene::{Cuts, Group, Ink, Item, Language, Lettering, Role, Scene, write_line};
use crate::layout::title_block::{self, MARGIN, TitleBlock};

const SPACE: f32 = 26.0;
const NOTE: Lettering = Lettering { size: 13.0, weight: Weight::Regular, ink: Ink::Text };
const NOTE_LINE: f32 = 22.0;

/// Draws the fishbone under its title.
pub(super) fn picture(bones: &Bones, title: &TitleBlock, language: Language) -> Scene {
    let measured = Measured::of(bones);
    let head = HeadLines::of(&bones.head);
    let skeleton = Skeleton::of(bones, &measured, head.size);
    let legend = legend(bones, language);
    let wide = skeleton.width.max(title.width()).max(480.0);
    let (notes, notes_height) = notes(&bones.notes, wide);
    let top = MARGIN + title_block::HEIGHT + SPACE + notes_height;
    let left = MARGIN + ((wide - skeleton.width) / 2.0).floor();
    let ground = Ground { measured: &measured, corridor: skeleton.corridor, language };
    let mut body = draw_spines(bones, &head, &skeleton);
    for row in &skeleton.rows {
        for place in &row.ribs {
            let (rib, lines) = if place.is_above {
                (&bones.above[place.rib], &measured.above[place.rib])
            } else {
                (&bones.below[place.rib], &measured.below[place.rib])
            };
            body.push(Item::Group(draw_rib(rib, lines, place, ground)));
        }
    }
    let foot = top + skeleton.height;
    let (_, legend_height) = legend.size(wide);
    let mut items = vec![title.draw(MARGIN, MARGIN)];
    items.extend(notes.into_iter().map(|item| item.moved(MARGIN, MARGIN + title_block::HEIGHT + 14.0)));
    items.extend(body.into_iter().map(|item| item.moved(left, top)));
    if legend_height > 0.0 {
        items.push(legend.draw(MARGIN, foot + SPACE, wide));
    }
    let breaks = skeleton.rows.windows(2).map(|pair| top + pair[0].bottom + 20.0);
    Scene {
        width: wide + 2.0 * MARGIN,
        height: foot + MARGIN + if legend_height > 0.0 { legend_height + SPACE } else { 0.0 },
        title: title.title(),
        description: title.description(),
        language,
        items,
        cuts: Cuts { across: Vec::new(), down: breaks.collect() },
    }
}

/// What is said of the whole picture, in lines under the title.
fn notes(notes: &[Note], room: f32) -> (Vec<Item>, f32) {
    let mut items = Vec::new();
    let mut y = 0.0;
    for note in notes {
        let wrapped =
            wrap(&note.words, &Wrap { width: room - SIZE - 8.0, size: NOTE.size, weight: NOTE.weight, max_lines: 3 });
        let mut own = Vec::new();
        note.mark.draw(&mut own, 0.0, y + NOTE_LINE / 2.0);
        for line in &wrapped.lines {
            write_line(&mut own, &line.text, SIZE + 8.0, y + NOTE_LINE * 0.72, NOTE);
            y += NOTE_LINE;
        }
        items.push(Item::Group(Group {
            role: Some(Role::Image),
            label: Some(note.words.clone()),
            shows_label: wrapped.cut,
            items: own,
            ..Group::default()
        }));
    }
    (items, if notes.is_empty() { 0.0 } else { y + 6.0 })
}

fn legend(bones: &Bones, language: Language) -> Legend {
    let marks = Mark::legend_of(&bones.marks(), language).into_iter();
    let missing = missing_characters(bones).into_iter().map(|character| {
        Entry::missing(character, language.pick("字库缺字及其编码", "character missing from the font, with its code"))
    });
    Legend::new(marks.chain(bones.entries.iter().cloned()).chain(missing))
}

/// Characters that the font lacks, each once.
fn missing_characters(bones: &Bones) -> Vec<char> {
    let mut found = Vec::new();
    for rib in bones.ribs() {
        let twigs = rib
            .twigs
            .iter()
            .flat_map(|twig| [&twig.words, &twig.note].into_iter().chain(twig.leaves.iter().map(|leaf| &leaf.words)));
        for text in [&rib.name, &rib.note].into_iter().chain(twigs) {
            found.extend(crate::font::missing(text).into_iter().filter(|c| !found.contains(c)).collect::<Vec<_>>());
        }
    }
    found
}
