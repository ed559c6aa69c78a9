//! How long a chart takes from snapshot to scene, and from scene to SVG and PNG.
//!
//! Run with `cargo bench --bench render`.

use divan::{Bencher, black_box};
use waterline::layout::org_chart::{OrgChartOptions, org_chart};
use waterline::model::snapshot::Snapshot;
use waterline::render::{Theme, png::png, svg::svg};

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../tests/drawing/organisation.rs"]
mod organisation;

use organisation::{Likeness, generated};

fn main() {
    // The fonts are read once in a process; no bench shall pay for it.
    black_box(waterline::font::missing("字 A"));
    divan::main();
}

fn organisation_of(posts: usize) -> Snapshot {
    generated(Likeness { posts, seed: 7, english: false, oddity: 12, extra_lines: 0 })
}

#[divan::bench(args = [60, 1_000, 10_000])]
fn snapshot_to_scene(bencher: Bencher, posts: usize) {
    let snapshot = organisation_of(posts);
    bencher.bench_local(|| org_chart(black_box(&snapshot), &OrgChartOptions::default()));
}

#[divan::bench(args = [60, 1_000, 10_000])]
fn scene_to_svg(bencher: Bencher, posts: usize) {
    let scene = org_chart(&organisation_of(posts), &OrgChartOptions::default());
    bencher.bench_local(|| svg(black_box(&scene), Theme::Light));
}

#[divan::bench(args = [60, 1_000], sample_count = 10)]
fn scene_to_png(bencher: Bencher, posts: usize) {
    let scene = org_chart(&organisation_of(posts), &OrgChartOptions::default());
    bencher.bench_local(|| png(black_box(&scene), Theme::Light, 1));
}
