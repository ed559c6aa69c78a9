//! People and ties as GraphML: a node a person, an edge a claim of a tie that holds and was not taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::model::claim::{Claim, Statement};
use crate::model::id::{PersonId, PostId};
use crate::model::language::Language;
use crate::model::post::Post;
use crate::model::tenure::{Tenure, TenureKind};
use crate::model::time::{Day, Span};

use super::super::cells::title_and_kind;
use super::super::mapping::Table;
use super::super::records::values;
use super::keys::keys_of_others;
use super::{Out, is_kin};

/// The attributes of nodes beside those of the units: id and name.
const OF_NODES: [(&str, &str); 3] = [("label", "label"), ("key", "Employee ID"), ("title", "title")];

/// The attributes of edges: id, name, type.
const OF_EDGES: [(&str, &str, &str); 13] = [
    ("tie", "tie", "string"),
    ("strength", "strength", "double"),
    ("deal", "deal", "string"),
    ("source", "source of claim", "string"),
    ("source_kind", "source kind", "string"),
    ("grade", "grade", "string"),
    ("observed_on", "observed on", "string"),
    ("expires_on", "expires on", "string"),
    ("review_on", "review on", "string"),
    ("purpose", "purpose", "string"),
    ("basis", "basis", "string"),
    ("tier", "tier", "string"),
    ("readers", "readers", "string"),
];

impl<'a> Out<'a> {
    /// The graph of everybody on the map who has a name.
    pub(super) fn graphml(&mut self) -> Vec<u8> {
        let mut text = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        );
        let main_posts = self.main_posts();
        let depth = main_posts.values().map(|post| self.path(post.unit).len()).max().unwrap_or(0);
        let levels: Vec<(String, String)> =
            (1..=depth).map(|level| (format!("unit{level}"), format!("Unit level {level}"))).collect();
        let of_nodes = OF_NODES.into_iter().chain(levels.iter().map(|(id, name)| (id.as_str(), name.as_str())));
        for (id, name) in of_nodes {
            let _ = writeln!(text, "<key id=\"{id}\" for=\"node\" attr.name=\"{name}\" attr.type=\"string\"/>");
        }
        for (id, name, kind) in OF_EDGES {
            let _ = writeln!(text, "<key id=\"{id}\" for=\"edge\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
        }
        text.push_str("<graph edgedefault=\"directed\">\n");
        let people = self.snapshot.records().persons.iter();
        let (mut unnamed, mut details) = (0, 0);
        for person in people {
            if person.is_undisclosed() {
                unnamed += 1;
                continue;
            }
            let has_details = [&person.email, &person.phone, &person.mobile].into_iter().any(Option::is_some);
            details += usize::from(has_details || !person.aliases.is_empty());
            let _ = write!(text, "<node id=\"{}\">", person.id);
            data(&mut text, "label", &person.name);
            data(&mut text, "key", &self.key(person.id));
            if let Some(post) = main_posts.get(&person.id) {
                data(&mut text, "title", &post.title);
                for ((id, _), unit) in levels.iter().zip(self.path(post.unit)) {
                    data(&mut text, id, unit);
                }
            }
            text.push_str("</node>\n");
        }
        self.edges(&mut text);
        text.push_str("</graph>\n</graphml>\n");
        self.lose(unnamed, "未公开的任职者", "holders who are not named");
        self.lose(details, "人员的电话、邮箱、别名", "telephone numbers, addresses and aliases of people");
        self.lose_structure(&main_posts);
        let named = self.snapshot.records().persons.iter().filter(|person| !person.is_undisclosed());
        let of_people = named.map(|person| keys_of_others(&person.external_ids)).sum::<usize>();
        let posts: BTreeMap<PostId, &Post> = main_posts.values().map(|post| (post.id, *post)).collect();
        let of_posts = posts.values().map(|post| post.external_ids.len()).sum::<usize>();
        self.lose_keys(of_people + of_posts, main_posts.values().copied());
        self.lose_other_tables(&[Table::Ties, Table::Contacts]);
        text.into_bytes()
    }

    /// The post where each person with a name stands today.
    fn main_posts(&self) -> BTreeMap<PersonId, &'a Post> {
        let (snapshot, today) = (self.snapshot, self.options.today);
        let main = |person: PersonId| {
            let tenure = snapshot.tenures_of_person(person).find(|tenure| tenure.span.covers(today))?;
            Some((person, snapshot.post(tenure.post)?))
        };
        let named = snapshot.records().persons.iter().filter(|person| !person.is_undisclosed());
        named.filter_map(|person| main(person.id)).collect()
    }

    /// Counts what a graph of people does not say of their organisation.
    fn lose_structure(&mut self, main_posts: &BTreeMap<PersonId, &Post>) {
        let records = self.snapshot.records();
        let said: BTreeSet<PostId> = main_posts.values().map(|post| post.id).collect();
        let posts = records.posts.iter().filter(|post| !said.contains(&post.id)).count();
        let ranked = main_posts.values().filter(|post| post.rank.is_some() || post.order.is_some());
        let ranked = ranked.map(|post| post.id).collect::<BTreeSet<PostId>>().len();
        let is_named = |id: PersonId| self.snapshot.person(id).is_some_and(|person| !person.is_undisclosed());
        let tenures = records.tenures.iter().filter(|tenure| is_named(tenure.person)).count() - main_posts.len();
        let today = self.options.today;
        // "Acting Director" says by itself how the post is held.
        let kind_of = |post: &Post| title_and_kind(&post.title).1.unwrap_or(TenureKind::Substantive);
        let is_plain = |tenure: &Tenure| {
            let is_kind_said = self.snapshot.post(tenure.post).is_some_and(|post| kind_of(post) == tenure.kind);
            is_kind_said && tenure.span == Span::default()
        };
        let mains = main_posts
            .keys()
            .filter_map(|person| self.snapshot.tenures_of_person(*person).find(|tenure| tenure.span.covers(today)));
        let details = mains.filter(|tenure| !is_plain(tenure)).count();
        self.lose_units(main_posts.values().copied());
        self.lose(posts, "空缺岗位、兼任岗位与以前的岗位", "vacant, second and past posts");
        self.lose(ranked, "岗位的职级、排名", "ranks and orders of posts");
        self.lose(tenures, "其他任职", "further tenures");
        self.lose(details, "任职的类型、起止日期", "kinds and days of tenures");
        self.lose(records.lines.len(), "汇报线", "lines of authority");
    }

    /// An edge for each tie that holds.
    fn edges(&mut self, text: &mut String) {
        let snapshot = self.snapshot;
        let (mut kin, mut denied, mut contradictions) = (0, 0, 0);
        let is_named = |id: PersonId| snapshot.person(id).is_some_and(|person| !person.is_undisclosed());
        for claim in snapshot.claims() {
            let Statement::Tie { from, to, tie, strength, holds } = &claim.statement else { continue };
            if is_kin(tie) {
                kin += 1;
            } else if !holds || claim.retracted_on.is_some() || !is_named(*from) || !is_named(*to) {
                denied += 1;
            } else {
                contradictions += usize::from(claim.contradicts.is_some());
                let _ = write!(text, "<edge id=\"{}\" source=\"{from}\" target=\"{to}\">", claim.id);
                data(text, "tie", tie);
                data(text, "strength", &strength.map_or(String::new(), |strength| strength.to_string()));
                self.about_edge(claim, text);
                text.push_str("</edge>\n");
            }
        }
        self.lose(kin, "亲属关系（仅存于完整备份）", "kin (in our own document only)");
        self.lose(denied, "已否认或收回的关系", "ties that are denied or taken back");
        self.lose(contradictions, "情报之间的矛盾标记", "marks of one claim contradicting another");
    }

    /// Where, when and how a tie was learnt, in the words that an import reads.
    fn about_edge(&self, claim: &Claim, text: &mut String) {
        let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
        let readers: Vec<String> = claim.readers.iter().map(|member| self.directory.member_name(*member)).collect();
        let source = self.snapshot.source(claim.source).map_or("", |source| source.label.as_str());
        data(text, "deal", &claim.deal.map_or(String::new(), |deal| self.directory.deal_name(deal)));
        data(text, "source", source);
        data(text, "source_kind", values::source_kind_name(claim.source_kind, Language::En));
        data(text, "grade", &claim.grade.to_string());
        data(text, "observed_on", &claim.observed_on.to_string());
        data(text, "expires_on", &claim.expires_on.to_string());
        data(text, "review_on", &day(claim.review_on));
        data(text, "purpose", values::purpose_name(claim.purpose, Language::En));
        data(text, "basis", values::basis_name(claim.basis, Language::En));
        data(text, "tier", claim.tier.name());
        data(text, "readers", &readers.join("、"));
    }
}

/// An attribute, if it says something.
fn data(out: &mut String, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let _ = write!(out, "<data key=\"{key}\">");
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // No XML document can hold these.
            c if (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out.push_str("</data>");
}
