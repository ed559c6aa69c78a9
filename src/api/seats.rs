//! Seats over HTTP.

use super::record::resource;
use crate::model::seat::{Seat, SeatPatch};

resource! {
    Seat in seats at "seats", SeatsResponse;
    list list_seats; get get_seat; add add_seat with AddSeat;
    change edit_seat with EditSeat { SeatPatch };
    take remove_seat with RemoveSeat;
}
