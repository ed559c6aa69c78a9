//! Tenures over HTTP.

use super::record::resource;
use crate::model::tenure::{Tenure, TenurePatch};

resource! {
    Tenure in tenures at "tenures", TenuresResponse;
    list list_tenures; get get_tenure; add start_tenure with StartTenure;
    change edit_tenure with EditTenure { TenurePatch };
    take end_tenure with EndTenure on day;
}
