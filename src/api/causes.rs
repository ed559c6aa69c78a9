//! Causes over HTTP.

use super::record::resource;
use crate::model::cause::{Cause, CausePatch};

resource! {
    Cause in causes at "causes", CausesResponse;
    list list_causes; get get_cause; add add_cause with AddCause;
    change edit_cause with EditCause { CausePatch };
    take remove_cause with RemoveCause;
}
