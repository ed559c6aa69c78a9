//! Members of ours in a document of another database: they are known again by login or name; what names others is left out and told.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use crate::model::claim::{Claim, Statement};
use crate::model::id::MemberId;
use crate::model::map::Records;
use crate::model::snapshot::Snapshot;

use super::cells::on_one_line;
use super::finding::{Code, Findings};
use super::json::Document;
use super::our_member::{OurMember, member_called};
use super::plan::{PlanOptions, Strangers};

/// How many of them are named in a sentence.
const NAMED: usize = 5;

/// The records of a document with our members in the place of those whom it calls as them, and without those that speak of
/// members who are not here; what the map has already stays.
pub(super) fn with_our_members<'d>(
    said: &'d Document,
    known: &Snapshot,
    options: &PlanOptions,
    findings: &mut Findings,
) -> Cow<'d, Records> {
    if options.strangers == Strangers::Keep {
        return Cow::Borrowed(&said.records);
    }
    let mut ours: HashSet<MemberId> = options.members.iter().map(|member| member.id).collect();
    ours.extend(members_named(known.records()));
    let strangers: BTreeSet<MemberId> =
        members_named(&said.records).into_iter().filter(|member| !ours.contains(member)).collect();
    if strangers.is_empty() {
        return Cow::Borrowed(&said.records);
    }
    let mut records = said.records.clone();
    let meant = called_as_ours(said, &strangers, &options.members);
    each_member(&mut records, |member| *member = meant.get(member).copied().unwrap_or(*member));
    let mut work = Work { ours, left_out: BTreeMap::new(), not_taken: BTreeMap::new(), records };
    work.leave_out();
    work.forget_readers();
    for (code, lists) in [(Code::MemberOfElsewhere, &work.left_out), (Code::ReaderOfElsewhere, &work.not_taken)] {
        for (noun, (count, ids)) in lists {
            let mut named = ids.iter().take(NAMED).map(|id| name_in(said, *id)).collect::<Vec<_>>().join(", ");
            if ids.len() > NAMED {
                named.push_str(" …");
            }
            let place = findings.place();
            let details = vec![noun.zh.to_owned(), named, noun.en(*count).to_owned()];
            findings.add(code, || (place, count.to_string(), details));
        }
    }
    Cow::Owned(work.records)
}

/// Who of ours has the login, else the name, by which a document calls members who are not here.
fn called_as_ours(said: &Document, strangers: &BTreeSet<MemberId>, ours: &[OurMember]) -> BTreeMap<MemberId, MemberId> {
    let theirs = said.members.iter().filter(|member| strangers.contains(&member.id));
    let meant = |member: &OurMember| {
        let of_login = member.login.as_ref().and_then(|login| member_called(ours, login).ok());
        of_login.or_else(|| member_called(ours, &member.name).ok())
    };
    theirs.filter_map(|member| Some((member.id, meant(member)?))).collect()
}

/// What a document calls a member: by name, else by id.
fn name_in(said: &Document, id: MemberId) -> String {
    let known = said.members.iter().find(|member| member.id == id);
    known.map_or_else(|| id.to_string(), |member| on_one_line(&member.name).0)
}

/// What records are called: in Chinese, and in English one and several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Called {
    zh: &'static str,
    one: &'static str,
    several: &'static str,
}

impl Called {
    fn en(self, count: usize) -> &'static str {
        if count == 1 { self.one } else { self.several }
    }
}

const RAPPORTS: Called = Called { zh: "客情", one: "claim of rapport", several: "claims of rapport" };
const TOUCHES: Called = Called { zh: "接触", one: "touch", several: "touches" };
const ACTIONS: Called = Called { zh: "行动", one: "action", several: "actions" };

/// How many records of a kind name which members.
type Told = BTreeMap<Called, (usize, BTreeSet<MemberId>)>;

struct Work {
    ours: HashSet<MemberId>,
    left_out: Told,
    not_taken: Told,
    records: Records,
}

impl Work {
    /// The members who are not here among some.
    fn strangers(&self, members: &[MemberId]) -> BTreeSet<MemberId> {
        members.iter().filter(|member| !self.ours.contains(member)).copied().collect()
    }

    /// Leaves out rapports and touches of strangers, and what rests on them.
    fn leave_out(&mut self) {
        let (mut claims, mut touches) =
            (std::mem::take(&mut self.records.claims), std::mem::take(&mut self.records.touches));
        let mut gone = HashSet::new();
        claims.retain(|claim| {
            let Statement::Rapport { member, .. } = &claim.statement else { return true };
            let strangers = self.strangers(&[*member]);
            let stays = strangers.is_empty();
            if !stays {
                gone.insert(claim.id);
                tell(&mut self.left_out, RAPPORTS, strangers);
            }
            stays
        });
        touches.retain(|touch| {
            let strangers = self.strangers(&touch.members);
            let stays = strangers.is_empty();
            if !stays {
                tell(&mut self.left_out, TOUCHES, strangers);
            }
            stays
        });
        let rests_on_gone = |claim: &&mut Arc<Claim>| claim.contradicts.is_some_and(|other| gone.contains(&other));
        claims.iter_mut().filter(rests_on_gone).for_each(|claim| Arc::make_mut(claim).contradicts = None);
        let causes = &mut self.records.causes;
        for cause in causes.iter_mut().filter(|cause| cause.claims.iter().any(|claim| gone.contains(claim))) {
            Arc::make_mut(cause).claims.retain(|claim| !gone.contains(claim));
        }
        (self.records.claims, self.records.touches) = (claims, touches);
    }

    /// Takes strangers out of the readers of records, and out of the owners of actions.
    fn forget_readers(&mut self) {
        macro_rules! of {
            ($($field:ident $called:expr,)*) => {$(
                let mut records = std::mem::take(&mut self.records.$field);
                for record in &mut records {
                    let strangers = self.strangers(&record.readers);
                    if !strangers.is_empty() {
                        Arc::make_mut(record).readers.retain(|reader| !strangers.contains(reader));
                        tell(&mut self.not_taken, $called, strangers);
                    }
                }
                self.records.$field = records;
            )*};
        }
        of! {
            sources Called { zh: "来源", one: "source", several: "sources" },
            deals Called { zh: "项目", one: "deal", several: "deals" },
            claims Called { zh: "情报", one: "claim", several: "claims" },
            seats Called { zh: "席位", one: "seat", several: "seats" },
            touches TOUCHES,
            causes Called { zh: "原因", one: "cause", several: "causes" },
        }
        // An action is one, whether strangers read it, own it or both.
        let mut actions = std::mem::take(&mut self.records.actions);
        for action in &mut actions {
            let named: Vec<MemberId> = action.readers.iter().copied().chain(action.owner).collect();
            let strangers = self.strangers(&named);
            if !strangers.is_empty() {
                let action = Arc::make_mut(action);
                action.readers.retain(|reader| !strangers.contains(reader));
                action.owner = action.owner.filter(|owner| !strangers.contains(owner));
                tell(&mut self.not_taken, ACTIONS, strangers);
            }
        }
        self.records.actions = actions;
    }
}

fn tell(told: &mut Told, noun: Called, strangers: BTreeSet<MemberId>) {
    let (count, ids) = told.entry(noun).or_default();
    *count += 1;
    ids.extend(strangers);
}

/// The members whom some records name.
pub(super) fn members_named(records: &Records) -> HashSet<MemberId> {
    let mut members = HashSet::new();
    members.extend(records.actions.iter().filter_map(|action| action.owner));
    members.extend(records.touches.iter().flat_map(|touch| touch.members.iter().copied()));
    members.extend(records.claims.iter().filter_map(|claim| match &claim.statement {
        Statement::Rapport { member, .. } => Some(*member),
        _ => None,
    }));
    macro_rules! readers {
        ($($field:ident)*) => {
            $(members.extend(records.$field.iter().flat_map(|record| record.readers.iter().copied()));)*
        };
    }
    readers!(sources deals claims seats touches causes actions);
    members
}

/// Calls `change` with each place in which records name a member; one who then stands twice in a list stands there once.
fn each_member(records: &mut Records, mut change: impl FnMut(&mut MemberId)) {
    let mut all = |members: &mut Vec<MemberId>| {
        members.iter_mut().for_each(&mut change);
        let mut seen = HashSet::new();
        members.retain(|member| seen.insert(*member));
    };
    macro_rules! readers {
        ($($field:ident)*) => {
            $(for record in records.$field.iter_mut().filter(|record| !record.readers.is_empty()) {
                all(&mut Arc::make_mut(record).readers);
            })*
        };
    }
    readers!(sources deals claims seats touches causes actions);
    for touch in &mut records.touches {
        all(&mut Arc::make_mut(touch).members);
    }
    for action in records.actions.iter_mut().filter(|action| action.owner.is_some()) {
        Arc::make_mut(action).owner.iter_mut().for_each(&mut change);
    }
    for claim in &mut records.claims {
        if matches!(claim.statement, Statement::Rapport { .. })
            && let Statement::Rapport { member, .. } = &mut Arc::make_mut(claim).statement
        {
            change(member);
        }
    }
}
