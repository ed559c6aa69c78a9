//! Which post of a list a row speaks of: one that the same person has by a row above, or another one.

use std::borrow::Cow;

use crate::model::time::Span;

use super::super::cells::on_one_line;
use super::super::draft::DraftPost;
use super::super::finding::{Code, Place};
use super::List;
use super::columns::Columns;
use super::people::Held;

impl List<'_, '_> {
    /// The key that a row gives its post, unless a row above gives it to a post of another unit or title.
    pub(super) fn post_key(&mut self, row: usize, columns: &Columns<'_>, unit: usize, title: &str) -> Option<String> {
        let column = columns.post_key?;
        let key = on_one_line(columns.text(row, Some(column))?).0;
        // The post that the row is about to become, if it is the first of the key.
        let next = self.draft.posts.len();
        let first = *self.post_keys.entry(key.clone()).or_insert(next);
        let Some(first) = self.draft.posts.get(first).filter(|first| first.unit != unit || first.title != title) else {
            return Some(key);
        };
        let line = self.draft.rows[first.row].line.to_string();
        self.findings.add(Code::PostKeyOfAnother, || (columns.cell_place(row, column), key, vec![line]));
        None
    }

    /// The post of a row: one that the same person holds at another time as well, or another one; none when an earlier row
    /// says it all.
    ///
    /// Posts of the same key are one post: that is settled when it is known which posts of the map they are.
    pub(super) fn post(
        &mut self,
        draft: DraftPost,
        people: &[usize],
        span: Span,
        place: impl Fn() -> Place,
    ) -> Option<usize> {
        let post = self.draft.posts.len();
        if let [person] = people {
            let called = match &draft.key {
                Some(key) => Cow::Owned(format!("{}\n{key}", draft.title)),
                None => Cow::Borrowed(draft.title.as_str()),
            };
            if let Some(held) = self.people.held(*person, draft.unit, &called) {
                let (post, again) = (held.post, held.spans.get(&span).copied());
                held.spans.entry(span).or_insert(draft.row);
                let first = again.unwrap_or(self.draft.posts[post].row);
                let line = self.draft.rows[first].line.to_string();
                if !self.draft.posts[post].agree(&draft) {
                    // Without a title, a list of seats rather than posts may say another order on each row.
                    if draft.title.is_empty() {
                        let (line, unit) = (self.draft.rows[draft.row].line, self.units.list[draft.unit].name.clone());
                        self.count(Code::UntitledSaidOtherwise, None, line, &unit);
                    } else {
                        self.findings.add(Code::PostSaidOtherwise, || (place(), draft.title, vec![line]));
                    }
                } else if again.is_some() {
                    self.findings.add(Code::RepeatedRow, || (place(), line, vec![]));
                }
                return again.is_none().then_some(post);
            }
            let held = Held { post, spans: [(span, draft.row)].into() };
            self.people.hold(*person, (draft.unit, &called), held);
        }
        self.draft.posts.push(draft);
        Some(post)
    }
}
