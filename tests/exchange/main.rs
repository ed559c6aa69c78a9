//! Files of every shape become tables, tables become changes, and nothing is lost without a word.

#![expect(clippy::panic, clippy::print_stderr, reason = "tests fail by panicking, and say what they could not check")]

mod account;
mod any_list;
mod bare_rows;
mod binary_workbooks;
mod cards;
mod careers;
mod cells_as_shown;
mod contact_lists;
mod documents;
mod elsewhere;
mod empty_accounts;
mod exports;
mod foreign_lists;
mod formulas;
mod graphs;
mod hostile;
mod judged_cells;
mod keys_and_blanks;
mod known_systems;
mod later_lists;
mod loose_cells;
mod names_in_cells;
mod organograms;
mod other_workbooks;
mod reach;
mod records;
mod round_trips;
mod sample;
mod sandboxed;
mod several_tables;
mod shared_posts;
mod tables;
mod understanding;
mod unit_paths;
