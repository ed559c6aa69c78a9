//! The contact list: a row for each holder of each post, and for each vacant post.

use std::collections::BTreeSet;

use crate::model::id::PostId;
use crate::model::language::Language;
use crate::model::line::{Line, LineKind, Place};
use crate::model::tenure::TenureKind;

use super::Out;
use super::roster::{Held, has_key, post_key};
use super::tables::{Cell, Rows};

/// The heads of the columns beside those of the units: Chinese, English.
const HEADS: [(&str, &str); 16] = [
    ("工号", "Employee ID"),
    ("姓名", "Name"),
    ("别名", "Alias"),
    ("职务", "Job title"),
    ("岗位编号", "Post key"),
    ("职级", "Rank"),
    ("排名", "Order"),
    ("任职类型", "Tenure type"),
    ("任职日期", "Start date"),
    ("离任日期", "End date"),
    ("电话", "Phone"),
    ("手机", "Mobile"),
    ("邮箱", "Email"),
    ("上级工号", "Manager ID"),
    ("虚线上级", "Dotted line manager"),
    ("分管领导", "Overseen by"),
];

impl Out<'_> {
    /// The contacts of today.
    pub(super) fn contacts(&mut self) -> Rows {
        let language = self.options.language;
        self.lose_lines();
        let roster = self.roster();
        let shared = Self::shared_posts(&roster);
        self.lose_units(roster.iter().map(|held| held.post));
        self.lose_keys_of_roster(roster.iter());
        let paths: Vec<Vec<&str>> = roster.iter().map(|held| self.path(held.post.unit)).collect();
        let depth = paths.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let heads = HEADS.iter().map(|(zh, en)| language.pick(zh, en).to_owned());
        let levels = (1..=depth).map(|level| match language {
            Language::Zh => format!("部门层级{level}"),
            Language::En => format!("Unit level {level}"),
        });
        let mut rows = Rows { heads: heads.chain(levels).collect(), rows: Vec::new() };
        for (held, path) in roster.iter().zip(&paths) {
            let mut row = self.contact(held, &shared);
            row.extend((0..depth).map(|level| Cell::text_if(path.get(level).copied())));
            rows.rows.push(row);
        }
        rows.without_blank_columns(2)
    }

    fn contact(&self, Held { post, holder, is_undisclosed }: &Held<'_>, shared: &BTreeSet<PostId>) -> Vec<Cell> {
        let (tenure, person) = (holder.map(|(tenure, _)| tenure), holder.map(|(_, person)| person));
        let keys = |place, kind: &[LineKind]| {
            let keys: Vec<String> = kind.iter().flat_map(|kind| self.superiors(place, *kind)).collect();
            Cell::text(keys.join("、"))
        };
        let kind = tenure.map(|tenure| match tenure.kind {
            TenureKind::Substantive => ("实职", "substantive"),
            TenureKind::Acting => ("代理", "acting"),
            TenureKind::Concurrent => ("兼任", "concurrent"),
            TenureKind::Seconded => ("借调", "secondment"),
        });
        // Who is there and not named is no vacancy to a reader.
        let nobody = is_undisclosed.then(|| self.options.language.pick("未公开", "not disclosed"));
        vec![
            Cell::text_if(person.map(|person| self.key(person.id)).as_deref()),
            Cell::text_if(person.map(|person| person.name.as_str()).or(nobody)),
            Cell::text(person.map(|person| person.aliases.join("、")).unwrap_or_default()),
            Cell::text(post.title.as_str()),
            Cell::text_if((shared.contains(&post.id) || has_key(post)).then(|| post_key(post)).as_deref()),
            Cell::text_if(post.rank.as_ref().and_then(|rank| self.rank(rank)).as_deref()),
            Cell::number(post.order),
            Cell::text_if(kind.map(|(zh, en)| self.options.language.pick(zh, en))),
            Cell::day(tenure.and_then(|tenure| tenure.span.from)),
            Cell::day(tenure.and_then(|tenure| tenure.span.until)),
            Cell::text_if(person.and_then(|person| person.phone.as_deref())),
            Cell::text_if(person.and_then(|person| person.mobile.as_deref())),
            Cell::text_if(person.and_then(|person| person.email.as_deref())),
            // The first superior is the main one; a list has one column for the others, who command as well.
            keys(Place::Post(post.id), &[LineKind::Solid, LineKind::Dual]),
            keys(Place::Post(post.id), &[LineKind::Dotted]),
            keys(Place::Unit(post.unit), &[LineKind::Oversees]),
        ]
    }

    /// Counts the lines that a contact list cannot say.
    fn lose_lines(&mut self) {
        let mut mains = BTreeSet::new();
        let lines: Vec<&Line> = self.lines.values().flatten().copied().collect();
        let mut is_held = |line: &Line| {
            let has_name = matches!(line.superior, Place::Post(post) if self.key_of_main_holder(post).is_some());
            let is_first = line.kind != LineKind::Solid || mains.insert(line.subordinate);
            let fits = match (line.kind, line.subordinate) {
                (LineKind::Solid | LineKind::Dual | LineKind::Dotted, Place::Post(_)) => true,
                (LineKind::Oversees, Place::Unit(unit)) => self.snapshot.posts_of(unit).next().is_some(),
                _ => false,
            };
            has_name && is_first && fits && line.matter.is_none()
        };
        let held = lines.iter().filter(|line| is_held(line)).count();
        self.lose(lines.len() - held, "汇报线", "lines of authority");
    }
}
