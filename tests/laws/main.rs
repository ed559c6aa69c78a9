//! Laws that hold for every account: first of all, that nobody sees what is not theirs to see.

mod beliefs;
mod figures;
mod twin_figures;
mod twins;
mod wording;
mod worlds;
