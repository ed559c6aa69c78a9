//! Pictures and tree layouts of Waterline beside resvg and the crate tidy-tree, in turn, on the same data.
//!
//! Run with `cargo run --release --manifest-path benches/peers/Cargo.toml`. Every line gives the medians of both sides
//! and the ratio peer ÷ ours; the pictures of both must look alike.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use resvg::{tiny_skia, usvg};
use waterline::font::{self, Weight};
use waterline::layout::org_chart::{OrgChartOptions, org_chart};
use waterline::layout::tidy::{Node, tidy};
use waterline::render::{Theme, png::png, svg::svg};

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../../../tests/drawing/organisation.rs"]
mod organisation;

use organisation::{Likeness, generated};

/// Rounds in which both sides run in turn.
const ROUNDS: usize = 7;

fn main() {
    pictures();
    for nodes in [1_000, 10_000, 100_000] {
        trees(nodes);
    }
}

/// Milliseconds that something takes.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = black_box(work());
    (done, start.elapsed().as_secs_f64() * 1e3)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// A chart of a thousand people to PNG: ours from the scene, the peer's from our SVG, with the same fonts.
fn pictures() {
    let snapshot = generated(Likeness { posts: 1_000, seed: 7, english: false, oddity: 12, extra_lines: 0 });
    let scene = org_chart(&snapshot, &OrgChartOptions::default());
    let text = svg(&scene, Theme::Light);
    let mut fonts = usvg::fontdb::Database::new();
    for weight in [Weight::Regular, Weight::Medium] {
        fonts.load_font_data(font::file(weight).to_vec());
    }
    let family = fonts.faces().next().map(|face| face.families[0].0.clone()).unwrap_or_default();
    let options = usvg::Options { fontdb: Arc::new(fonts), font_family: family, ..usvg::Options::default() };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let (mut own_file, mut their_file) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (file, time) = timed(|| png(&scene, Theme::Light, 1).expect("the chart is small enough"));
        (own_file, ours) = (file, [ours, vec![time]].concat());
        let (file, time) = timed(|| by_resvg(&text, &options));
        (their_file, theirs) = (file, [theirs, vec![time]].concat());
    }
    let (ours, theirs) = (median(ours), median(theirs));
    let megapixels = f64::from(scene.width) * f64::from(scene.height) / 1e6;
    println!(
        "PNG, 1,000 posts, {megapixels:.1} megapixels: resvg {theirs:.0} ms ({} kB), ours {ours:.0} ms ({} kB): {:.1} times",
        their_file.len() / 1_000,
        own_file.len() / 1_000,
        theirs / ours
    );
    let difference = mean_difference(&own_file, &their_file);
    println!("     mean difference of the pictures: {difference:.3} of 255");
    assert!(difference < 0.5, "the pictures look different");
}

fn by_resvg(text: &str, options: &usvg::Options) -> Vec<u8> {
    let tree = usvg::Tree::from_str(text, options).expect("our SVG is well-formed");
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).expect("a picture has pixels");
    resvg::render(&tree, tiny_skia::Transform::default(), &mut pixels.as_mut());
    pixels.encode_png().expect("memory takes every byte")
}

/// Red, green and blue of every pixel.
fn colours(file: &[u8]) -> Vec<u8> {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG header");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a known size")];
    let frame = reader.next_frame(&mut pixels).expect("whole pixels");
    pixels.chunks_exact(frame.color_type.samples()).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
}

fn mean_difference(one: &[u8], other: &[u8]) -> f64 {
    let (one, other) = (colours(one), colours(other));
    assert_eq!(one.len(), other.len(), "the pictures have the same size");
    let sum: u64 = one.iter().zip(&other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / one.len() as f64
}

/// A tree by rows: parents, widths and heights, breadth first; 3 to 9 children, boxes of 80–180 × 40–80.
struct Tree {
    parents: Vec<usize>,
    widths: Vec<f64>,
    heights: Vec<f64>,
}

impl Tree {
    fn of(nodes: usize) -> Self {
        let mut state = 7_u64;
        let mut below = move |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        let (mut parents, mut parent) = (vec![usize::MAX], 0);
        while parents.len() < nodes {
            let children = 3 + below(7) as usize;
            parents.extend(std::iter::repeat_n(parent, children.min(nodes - parents.len())));
            // Some stay without children.
            parent += if below(10) < 7 || parent + 2 >= parents.len() { 1 } else { 2 };
        }
        let widths = (0..nodes).map(|_| 80.0 + 4.0 * below(26) as f64).collect();
        let heights = (0..nodes).map(|_| 40.0 + 4.0 * below(11) as f64).collect();
        Self { parents, widths, heights }
    }
}

fn trees(count: usize) {
    const GAP: f64 = 20.0;
    const LEVEL: f64 = 40.0;
    let tree = Tree::of(count);
    let ids: Vec<usize> = (0..count).collect();
    let node = |index: usize| Node {
        parent: u32::try_from(tree.parents[index]).ok(),
        width: tree.widths[index],
        height: tree.heights[index] + LEVEL,
        anchor: tree.widths[index] / 2.0,
    };
    let nodes: Vec<Node> = (0..count).map(node).collect();
    let mut peer = tidy_tree::TidyTree::with_tidy_layout(LEVEL, GAP);
    let (mut ours, mut theirs, mut width) = (Vec::new(), Vec::new(), 0.0_f64);
    for _ in 0..(1_000_000 / count).max(ROUNDS) {
        // Its nodes are built before the clock starts, ours after it.
        peer.data(&ids, &tree.widths, &tree.heights, &tree.parents);
        theirs.push(timed(|| peer.layout()).1);
        let (corners, time) = timed(|| tidy(&nodes, GAP));
        ours.push(time);
        width = corners.iter().zip(&tree.widths).map(|(corner, width)| corner.x + width).fold(0.0, f64::max);
    }
    let positions = peer.get_pos();
    let reach = |place: &[f64], sign: f64| sign * place[1] + tree.widths[place[0] as usize] / 2.0;
    let edge = |sign: f64| positions.chunks(3).map(|place| reach(place, sign)).fold(f64::NEG_INFINITY, f64::max);
    let their_width = edge(1.0) + edge(-1.0);
    let (ours, theirs) = (median(ours), median(theirs));
    println!(
        "tidy tree, {count} nodes: tidy-tree {theirs:.3} ms, {their_width:.0} wide; ours {ours:.3} ms, {width:.0} wide: {:.1} times",
        theirs / ours
    );
}
