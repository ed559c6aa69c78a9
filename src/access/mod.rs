//! Who may do what: passwords, sessions, tokens, and the one table by which every action is judged.

pub mod caller;
pub mod chance;
pub mod clock;
pub mod decide;
pub mod directory;
pub mod password;
pub mod proxies;
pub mod rules;
pub mod secret;
pub mod throttle;

pub use caller::{Caller, TokenRights};
pub use chance::Chance;
pub use clock::{Clock, start_of};
pub use decide::{Action, Decision, Resource, Scope, decide};
pub use directory::Directory;
pub use password::{PasswordKeeper, PasswordProblem};
pub use proxies::{Network, Proxies, ProxyHeader};
pub use secret::Secret;
pub use throttle::Throttle;
