//! How a picture is laid out on sheets of paper: on one if it stays legible there, else on a grid of sheets that overlap.

use super::Paper;
use crate::layout::scene::{Rectangle, Scene};

/// Points for each CSS pixel at full size.
const POINTS: f32 = 0.75;
/// The longest side of a page that readers open, in points.
const LONGEST: f32 = 14_400.0;
/// The edge of a sheet that printers leave white, in points.
const EDGE: f32 = 28.0;
/// The room under the picture for the number of the sheet, in points.
const FOOT: f32 = 14.0;
/// What neighbouring sheets both show, in points, so that they can be glued.
const OVERLAP: f32 = 22.0;
/// Names stay legible (7 points) down to this share of full size.
const SMALLEST: f32 = 0.62;
/// The share of full size at which a picture that needs several sheets is printed.
const TILED: f32 = 0.8;

/// A sheet of paper, and the part of the picture on it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    /// Width and height of the paper in points.
    pub paper: (f32, f32),
    /// The part of the scene that it shows.
    pub window: Rectangle,
    /// Where the upper left corner of the window stands, in points from the upper left corner of the paper.
    pub corner: (f32, f32),
    /// Points for each unit of the scene.
    pub scale: f32,
    /// Its place among the sheets; none when there is only one.
    pub place: Option<Place>,
}

/// Where a sheet belongs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    /// Column and row, from 0.
    pub at: (usize, usize),
    /// How many columns and rows there are.
    pub grid: (usize, usize),
    /// The lines of the scene at which the sheets to the left, to the right, above and below end or begin.
    pub neighbours: [Option<f32>; 4],
}

/// The sheets of a scene, row by row.
pub(super) fn sheets(scene: &Scene, paper: Paper) -> Vec<Sheet> {
    let Some(sides) = paper.sides() else { return vec![one_page(scene)] };
    let upright = (sides.0, sides.1);
    let lying = (sides.1, sides.0);
    let room = |paper: (f32, f32)| (paper.0 - 2.0 * EDGE, paper.1 - 2.0 * EDGE - FOOT);
    let fit = |paper| (room(paper).0 / scene.width).min(room(paper).1 / scene.height).min(POINTS);
    let best = if fit(lying) > fit(upright) { lying } else { upright };
    if fit(best) >= POINTS * SMALLEST {
        return vec![whole(scene, best, fit(best), room(best))];
    }
    let scale = POINTS * TILED;
    let count = |paper| {
        let (width, height) = room(paper);
        let number = |length: f32, most: f32| windows(length * scale, most, &[]).len();
        number(scene.width, width) * number(scene.height, height)
    };
    let paper = if count(lying) <= count(upright) { lying } else { upright };
    grid(scene, paper, scale, room(paper))
}

/// One page as large as the picture, smaller only where readers would refuse it.
fn one_page(scene: &Scene) -> Sheet {
    let scale = POINTS.min(LONGEST / scene.width.max(scene.height).max(1.0));
    Sheet {
        paper: (scene.width * scale, scene.height * scale),
        window: Rectangle { width: scene.width, height: scene.height, ..Rectangle::default() },
        corner: (0.0, 0.0),
        scale,
        place: None,
    }
}

/// The whole picture in the middle of one sheet.
fn whole(scene: &Scene, paper: (f32, f32), scale: f32, room: (f32, f32)) -> Sheet {
    let spare = (room.0 - scene.width * scale, room.1 - scene.height * scale);
    Sheet {
        corner: (EDGE + spare.0.max(0.0) / 2.0, EDGE + spare.1.max(0.0) / 2.0),
        window: Rectangle { width: scene.width, height: scene.height, ..Rectangle::default() },
        paper,
        scale,
        place: None,
    }
}

fn grid(scene: &Scene, paper: (f32, f32), scale: f32, room: (f32, f32)) -> Vec<Sheet> {
    let scaled = |cuts: &[f32]| cuts.iter().map(|cut| cut * scale).collect::<Vec<f32>>();
    let columns = windows(scene.width * scale, room.0, &scaled(&scene.cuts.across));
    let rows = windows(scene.height * scale, room.1, &scaled(&scene.cuts.down));
    let mut sheets = Vec::with_capacity(columns.len() * rows.len());
    for (row, &(top, bottom)) in rows.iter().enumerate() {
        for (column, &(left, right)) in columns.iter().enumerate() {
            let before = |all: &[(f32, f32)], at: usize| at.checked_sub(1).map(|at| all[at].1 / scale);
            let after = |all: &[(f32, f32)], at: usize| all.get(at + 1).map(|next| next.0 / scale);
            let neighbours = [before(&columns, column), after(&columns, column), before(&rows, row), after(&rows, row)];
            sheets.push(Sheet {
                paper,
                window: Rectangle {
                    x: left / scale,
                    y: top / scale,
                    width: (right - left) / scale,
                    height: (bottom - top) / scale,
                    ..Rectangle::default()
                },
                corner: (EDGE, EDGE),
                scale,
                place: Some(Place { at: (column, row), grid: (columns.len(), rows.len()), neighbours }),
            });
        }
    }
    sheets
}

/// Where the sheets along one direction begin and end: as few as possible, of much the same size, each beginning where
/// the picture had best be cut and all overlapping.
fn windows(length: f32, room: f32, cuts: &[f32]) -> Vec<(f32, f32)> {
    if length <= room {
        return vec![(0.0, length)];
    }
    let count = ((length - OVERLAP) / (room - OVERLAP)).ceil().max(2.0) as usize;
    let mut starts = vec![0.0_f32];
    for index in 1..count {
        let last = starts[index - 1];
        let latest = (last + room - OVERLAP).min(length - OVERLAP);
        let to_come = (count - 1 - index) as f32;
        let earliest = (length - room - to_come * (room - OVERLAP)).max(last + OVERLAP).min(latest);
        let even = (index as f32 * (length - room) / (count - 1) as f32).clamp(earliest, latest);
        // A sheet begins a little before the gap at which it is cut.
        let offered = cuts.iter().map(|cut| cut - OVERLAP / 2.0).filter(|cut| (earliest..=latest).contains(cut));
        let nearest = offered.min_by(|a, b| (a - even).abs().total_cmp(&(b - even).abs()));
        starts.push(nearest.unwrap_or(even));
    }
    // Each shows as much as there is room for, so that what one sheet cuts stands whole on its neighbour.
    starts.into_iter().map(|start| (start, (start + room).min(length))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(width: f32, height: f32) -> Scene {
        Scene { width, height, ..Scene::default() }
    }

    #[test]
    fn sheets_cover_the_picture_and_overlap() {
        for length in [100.0, 500.0, 501.0, 979.0, 1_000.0, 5_000.0, 33_333.0] {
            for cuts in [vec![], (1..300).map(|cut| cut as f32 * 111.0).collect::<Vec<f32>>()] {
                let found = windows(length, 500.0, &cuts);

                assert_eq!((found[0].0, found[found.len() - 1].1), (0.0, length));
                assert!(found.iter().all(|(start, end)| end - start <= 500.01), "{found:?}");
                assert!(found.windows(2).all(|pair| pair[1].0 + OVERLAP <= pair[0].1 + 0.01), "{found:?}");
            }
        }
    }

    #[test]
    fn a_sheet_begins_at_a_gap_where_there_is_one() {
        let found = windows(900.0, 500.0, &[440.0, 700.0]);

        assert_eq!(found, [(0.0, 500.0), (429.0, 900.0)]);
    }

    #[test]
    fn a_small_picture_takes_one_sheet_and_a_large_one_several() {
        assert_eq!(sheets(&scene(800.0, 500.0), Paper::A4).len(), 1);
        assert_eq!(sheets(&scene(2_000.0, 1_250.0), Paper::A3).len(), 1);
        // Three upright sheets side by side are fewer than two by two lying ones.
        assert_eq!(sheets(&scene(2_000.0, 1_250.0), Paper::A4).len(), 3);
    }

    #[test]
    fn one_page_is_never_longer_than_readers_open() {
        let sheet = one_page(&scene(100_000.0, 2_000.0));

        assert!(sheet.paper.0 <= LONGEST && sheet.paper.1 > 0.0);
    }
}
