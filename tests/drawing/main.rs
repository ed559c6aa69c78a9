//! Pictures: layouts keep their promises, files are well-formed and safe, and the same data gives the same bytes.

mod chart_content;
mod contrast;
mod coverages;
mod documents;
mod evidence;
mod fictional;
mod fishbones;
mod geometry;
mod key_people;
mod measure;
mod networks;
mod org_chart;
mod org_contexts;
mod organisation;
mod output;
mod overlays;
mod painted;
mod pictures;
mod power_maps;
mod talked_of;
mod tidy_tree;
mod ties;
mod timelines;
