//! Posts over HTTP.

use super::record::resource;
use crate::model::post::{Post, PostPatch};

resource! {
    Post in posts at "posts", PostsResponse;
    list list_posts; get get_post; add add_post with AddPost;
    change edit_post with EditPost { PostPatch };
    take end_post with EndPost on day;
}
