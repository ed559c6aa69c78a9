//! The words that an org chart adds of its own, in both languages.

use super::since::Changes;
use crate::layout::scene::Language;
use crate::model::line::LineKind;
use crate::model::tenure::TenureKind;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Words(pub Language);

impl Words {
    fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        self.0.pick(chinese, english)
    }

    pub(super) fn org_chart(self) -> &'static str {
        self.pick("组织架构图", "Org chart")
    }

    pub(super) fn vacant(self) -> &'static str {
        self.pick("空缺", "Vacant")
    }

    /// The tag beside a name; none for those who hold the post in their own right.
    pub(super) fn tenure(self, kind: TenureKind) -> Option<&'static str> {
        match kind {
            TenureKind::Substantive => None,
            TenureKind::Acting => Some(self.pick("代理", "acting")),
            TenureKind::Concurrent => Some(self.pick("兼任", "concurrent")),
            TenureKind::Seconded => Some(self.pick("借调", "seconded")),
        }
    }

    /// Points to the card of a person who is named here too.
    pub(super) fn see(self) -> &'static str {
        self.pick("见 ", "see ")
    }

    /// Names a further post on the card of its holder.
    pub(super) fn also(self) -> &'static str {
        self.pick("兼 ", "also ")
    }

    pub(in crate::layout) fn line(self, kind: LineKind) -> &'static str {
        match kind {
            LineKind::Solid => self.pick("另一直接领导", "further direct superior"),
            LineKind::Dotted => self.pick("虚线汇报", "dotted line"),
            LineKind::Oversees => self.pick("分管", "oversees"),
            LineKind::Dual => self.pick("双重领导", "dual leadership"),
            LineKind::Guidance => self.pick("业务指导", "professional guidance"),
        }
    }

    pub(in crate::layout) fn direct(self) -> &'static str {
        self.pick("直接领导", "direct superior")
    }

    pub(in crate::layout) fn assumed(self) -> &'static str {
        self.pick("推定的上级（名单未列）", "assumed (the list names no superior)")
    }

    pub(super) fn unnamed(self) -> &'static str {
        self.pick("未公开姓名", "not named")
    }

    pub(super) fn vacancy(self) -> &'static str {
        self.pick("空缺岗位", "vacant post")
    }

    pub(super) fn concurrent(self) -> &'static str {
        self.pick("兼任者，本人卡片在别处", "holds this post too; own card elsewhere")
    }

    pub(super) fn outside(self) -> &'static str {
        self.pick("客户以外的单位", "Outside the account")
    }

    pub(super) fn not_in_font(self) -> &'static str {
        self.pick("字库缺字及其编码", "character missing from the font, with its code")
    }

    pub(super) fn nobody(self) -> &'static str {
        self.pick("这一天没有岗位。", "There are no posts on this day.")
    }

    /// Marks a post that was not there on the earlier day.
    pub(super) fn new_post(self) -> &'static str {
        self.pick("＋ 新设岗位", "+ new post")
    }

    /// Marks somebody who held no post on the earlier day.
    pub(super) fn joined(self) -> &'static str {
        self.pick("＋ 新到任", "+ new here")
    }

    /// Marks somebody who holds this post beside those of the earlier day.
    pub(super) fn taken_on(self) -> &'static str {
        self.pick("＋ 新任此岗", "+ new in this post")
    }

    /// Marks somebody who held another post on the earlier day.
    pub(super) fn moved(self, from: &str) -> String {
        format!("{}{from}", self.pick("→ 调自 ", "→ moved from "))
    }

    /// Names on the card of a post somebody who is gone.
    pub(super) fn left(self, name: &str) -> String {
        format!("{}{name}", self.pick("－ 已离任 ", "− gone: "))
    }

    /// Somebody who is gone, with the former post.
    pub(super) fn gone(self, name: &str, from: &str) -> String {
        match self.0 {
            Language::Zh => format!("{name}（{from}）"),
            Language::En => format!("{name} ({from})"),
        }
    }

    /// What changed, in numbers.
    pub(super) fn changes(self, changes: &Changes) -> String {
        let Changes { since, added, moved, gone, .. } = changes;
        let gone = gone.len();
        match self.0 {
            Language::Zh => format!("较 {since}：新到 {added} 人，调动 {moved} 人，离开 {gone} 人"),
            Language::En => format!("since {since}: {added} new, {moved} moved, {gone} gone"),
        }
    }

    /// The heading over those who are gone.
    pub(super) fn gone_heading(self) -> &'static str {
        self.pick("已离开：", "Gone: ")
    }

    /// The heading over the posts that are no more.
    pub(super) fn dropped_heading(self) -> &'static str {
        self.pick("已撤岗位：", "Posts no more: ")
    }

    /// How many levels are drawn.
    pub(super) fn depth(self, depth: u32) -> String {
        match self.0 {
            Language::Zh => format!("前 {depth} 级"),
            Language::En if depth == 1 => "first level".to_owned(),
            Language::En => format!("first {depth} levels"),
        }
    }

    /// How many posts below a card are left out.
    pub(super) fn left_out(self, count: usize) -> String {
        match self.0 {
            Language::Zh => format!("下级还有 {count} 个岗位"),
            Language::En if count == 1 => "1 more post below".to_owned(),
            Language::En => format!("{count} more posts below"),
        }
    }

    /// What the chart holds, in numbers.
    pub(super) fn counts(self, posts: usize, people: usize, vacant: usize) -> String {
        match self.0 {
            Language::Zh if vacant == 0 => format!("{posts} 个岗位，{people} 人"),
            Language::Zh => format!("{posts} 个岗位，{people} 人，{vacant} 个空缺"),
            Language::En => {
                let posts = counted(posts, "post", "posts");
                let people = counted(people, "person", "people");
                let vacancies = if vacant == 0 { String::new() } else { format!(", {vacant} vacant") };
                format!("{posts}, {people}{vacancies}")
            }
        }
    }

    /// Title and unit in one line; either may be empty.
    pub(super) fn place(self, title: &str, unit: &str) -> String {
        match (title.is_empty(), unit.is_empty()) {
            // The dot is as wide as a Han character, so it brings its own room among them.
            (false, false) => format!("{title}{}{unit}", self.pick("·", ", ")),
            (true, _) => unit.to_owned(),
            (_, true) => title.to_owned(),
        }
    }

    /// A list for the ear.
    pub(super) fn list(self, parts: &[String]) -> String {
        parts.join(self.pick("，", ", "))
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
