//! Actions over HTTP.

use super::record::resource;
use crate::model::action::{Action, ActionPatch};

resource! {
    Action in actions at "actions", ActionsResponse;
    list list_actions; get get_action; add add_action with AddAction;
    change edit_action with EditAction { ActionPatch };
    take remove_action with RemoveAction;
}
