//! Lines over HTTP.

use super::record::resource;
use crate::model::line::{Line, LinePatch};

resource! {
    Line in lines at "lines", LinesResponse;
    list list_lines; get get_line; add draw_line with DrawLine;
    change edit_line with EditLine { LinePatch };
    take end_line with EndLine on day;
}
