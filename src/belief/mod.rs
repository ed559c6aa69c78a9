//! Beliefs: what the claims about a question add up to on a day, and how sure that is.
//!
//! Claims are pooled by their grade and fade with age; several claims by one source on one question are one rumour. A belief opens to
//! the claims behind it. Nothing here knows a clock: the day is part of the question.

mod beliefs;
mod evidence;
mod level;
mod yes_no;

pub use beliefs::{Beliefs, RapportBelief, RoleBelief, TieBelief};
pub use evidence::{Counts, Question, Weighed, weight};
pub use level::{LevelBelief, SHARE_LEVELS, STANCE_LEVELS, Sureness};
pub use yes_no::YesNo;
