//! What names, logins, passwords and the lives of tokens must be like, for the service and for the commands of its operator.

use super::password::{PASSWORD_MAX, PASSWORD_MIN};
use crate::model::time::Day;

/// Most characters of a name.
pub const NAME_MAX: usize = 200;
/// Most characters of a login.
pub const LOGIN_MAX: usize = 100;
/// Longest life of a token, in days.
pub const TOKEN_DAYS_MAX: i32 = 366 * 3;

/// Can a name be read: 1 to [`NAME_MAX`] characters, none of them a control character?
pub fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= NAME_MAX && !name.chars().any(char::is_control)
}

/// Is this a login: 1 to [`LOGIN_MAX`] letters, digits and `. - _ @ +`?
pub fn is_login(login: &str) -> bool {
    let is_fine = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+');
    !login.is_empty() && login.chars().count() <= LOGIN_MAX && login.chars().all(is_fine)
}

/// Is a password neither easily guessed by its length alone nor longer than any need be?
pub fn is_password(password: &str) -> bool {
    (PASSWORD_MIN..=PASSWORD_MAX).contains(&password.chars().count())
}

/// May a token that is made today be good no longer from this day on?
pub fn is_token_end(today: Day, expires_on: Day) -> bool {
    (1..=TOKEN_DAYS_MAX).contains(&expires_on.days_since(today))
}
