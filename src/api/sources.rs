//! Sources of claims over HTTP; they show with the claims that cite them.

use super::record::resource;
use crate::model::source::{Source, SourcePatch};

resource! {
    Source in sources at "sources", SourcesResponse;
    list list_sources; get get_source; add add_source with AddSource;
    change edit_source with EditSource { SourcePatch };
}
