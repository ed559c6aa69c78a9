//! Claims over HTTP: what one states is never overwritten, only retracted.

use super::record::resource;
use crate::model::change::ClaimHandling;
use crate::model::claim::Claim;

resource! {
    Claim in claims at "claims", ClaimsResponse;
    list list_claims; get get_claim; add add_claim with AddClaim;
    change edit_claim with EditClaim { ClaimHandling };
    take retract_claim with RetractClaim on day;
}
