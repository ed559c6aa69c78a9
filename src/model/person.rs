//! Persons: humans in an account, apart from the posts they hold.

use super::check;
use super::id::ExternalId;
use super::record::{Noun, RecordRef, noun_basics, record};
use super::refusal::Why;

record! {
    /// A human in an account.
    Person, PersonPatch, PersonId {
        /// Name, as people write it.
        name: String,
        /// Other names: former, English, short.
        aliases: Vec<String> [default],
        /// Work e-mail address.
        email: Option<String>,
        /// Work telephone.
        phone: Option<String>,
        /// Work mobile telephone.
        mobile: Option<String>,
        /// Keys of other systems.
        external_ids: Vec<ExternalId> [default],
    }
}

/// The source of the key of a person whom nobody names: somebody holds a post, and who is not disclosed. The key is the post's.
pub const UNDISCLOSED: &str = "undisclosed";

impl Person {
    /// Whether this person stands for a holder of a post who is there and not named.
    pub fn is_undisclosed(&self) -> bool {
        self.external_ids.iter().any(|id| id.source == UNDISCLOSED)
    }
}

impl Noun for Person {
    noun_basics!(PersonPatch, Person, PersonId);
    noun_basics!(@external_ids);

    fn references(&self, _visit: &mut dyn FnMut(RecordRef)) {}

    fn check(&self) -> Result<(), Why> {
        check::name("name", &self.name)?;
        for alias in &self.aliases {
            check::name("aliases", alias)?;
        }
        check::short_if("email", self.email.as_deref())?;
        check::short_if("phone", self.phone.as_deref())?;
        check::short_if("mobile", self.mobile.as_deref())?;
        check::external_ids(&self.external_ids)
    }
}
