//! Stages of deals over HTTP.

use super::record::resource;
use crate::model::stage::{Stage, StagePatch};

resource! {
    Stage in stages at "stages", StagesResponse;
    list list_stages; get get_stage; add add_stage with AddStage;
    change edit_stage with EditStage { StagePatch };
}
