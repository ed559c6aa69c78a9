//! Touches over HTTP.

use super::record::resource;
use crate::model::touch::{Touch, TouchPatch};

resource! {
    Touch in touches at "touches", TouchesResponse;
    list list_touches; get get_touch; add add_touch with AddTouch;
    change edit_touch with EditTouch { TouchPatch };
    take remove_touch with RemoveTouch;
}
