//! Deals over HTTP; one that came to nothing has its state set.

use super::record::resource;
use crate::model::deal::{Deal, DealPatch};

resource! {
    Deal in deals at "deals", DealsResponse;
    list list_deals; get get_deal; add add_deal with AddDeal;
    change edit_deal with EditDeal { DealPatch };
}
