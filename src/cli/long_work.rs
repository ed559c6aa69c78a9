//! Long work at the command line: within its time, and under a progress bar when a terminal watches.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::analysis::watch::Watch;
use crate::budget::Budget;

/// Does work of this name within its time, and under a progress bar when a terminal watches.
pub(super) fn watched<T>(name: &str, budget: &Budget, work: impl FnOnce(&Watch<'_>) -> T) -> T {
    let watch = Watch::until(&budget.stop);
    if !std::io::stderr().is_terminal() {
        return work(&watch.telling(&|done, total| budget.hear(done, total)));
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} %  {eta}");
    let bar = ProgressBar::new(0).with_message(name.to_owned());
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    let tell = |done: u64, total: u64| {
        budget.hear(done, total);
        // Work that cannot say how much there is says 0 of 0.
        if total > 0 && total < u64::MAX {
            bar.set_length(total);
            bar.set_position(done);
        }
    };
    let result = work(&watch.telling(&tell));
    bar.finish_and_clear();
    result
}
