//! Units over HTTP.

use super::record::resource;
use crate::model::unit::{Unit, UnitPatch};

resource! {
    Unit in units at "units", UnitsResponse;
    list list_units; get get_unit; add add_unit with AddUnit;
    change edit_unit with EditUnit { UnitPatch };
    take end_unit with EndUnit on day;
}
