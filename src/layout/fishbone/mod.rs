//! The fishbones 鱼骨图: one engine that draws a head, a spine, ribs at 60° and twigs, and six kinds that say what stands
//! on them.
//!
//! Words stand on their twig and touch no line; ribs alternate above and below, or come in pairs; a spine too long for a
//! page is broken into rows. What is not known is said in the picture.

mod about;
mod access;
mod bones;
mod causes;
mod decision_chain;
mod doubts;
mod levers;
mod measure;
mod person;
mod picture;
mod rib;
mod share;
mod skeleton;
mod spine;
mod stages;
mod win_plan;
mod words;

use super::diagram::{
    DiagramInput, DiagramOptions, DiagramRefusal, FishboneKind, asked_deal, asked_person, usual_deal,
};
use super::scene::Scene;
use super::title_block::TitleBlock;
use crate::model::deal::Deal;
use about::{About, shown};

/// Draws the fishbone of the kind that is asked for; about the deal or person asked for, or the usual one.
pub fn fishbone(input: &DiagramInput<'_>, options: &DiagramOptions) -> Result<Scene, DiagramRefusal> {
    let kind = options.kind.ok_or(DiagramRefusal::NoKind)?;
    let title = TitleBlock::new(input.snapshot, options.language, kind.title(options.language));
    let deal = match kind {
        FishboneKind::Access | FishboneKind::Person => person_deal(input, options)?,
        _ => Some(asked_deal(input.snapshot, options)?),
    };
    let about = About::new(input, options, deal);
    let (bones, title) = match (kind, deal) {
        (FishboneKind::DecisionChain, Some(deal)) => {
            let (bones, known) = decision_chain::bones(&about, deal);
            (bones, title.with(&shown(&deal.name)).with_known(known, options.language))
        }
        (FishboneKind::Stages, Some(deal)) => (stages::bones(&about, deal), title.with(&shown(&deal.name))),
        (FishboneKind::Causes, Some(deal)) => (causes::bones(&about, deal), title.with(&shown(&deal.name))),
        (FishboneKind::WinPlan, Some(deal)) => (win_plan::bones(&about, deal), title.with(&shown(&deal.name))),
        (_, deal) => {
            let person = asked_person(input, options)?;
            let name = about.person_name(person.id);
            let title = match options.person {
                Some(_) => title.with(&name),
                None => title.with(&format!("{name}{}", about.words.pick("（首位关键人物）", " (top key person)"))),
            };
            let title = deal.map_or(title.clone(), |deal| title.with(&shown(&deal.name)));
            let bones = match kind {
                FishboneKind::Access => access::bones(&about, person),
                _ => person::bones(&about, person),
            };
            (bones, title)
        }
    };
    Ok(picture::picture(&bones, &title, options.language))
}

/// The deal in which a person's reasons are asked for: the one that is named, else the usual one, else none.
fn person_deal<'a>(input: &DiagramInput<'a>, options: &DiagramOptions) -> Result<Option<&'a Deal>, DiagramRefusal> {
    match options.deal {
        Some(_) => asked_deal(input.snapshot, options).map(Some),
        None => Ok(usual_deal(input.snapshot, options.day(input.snapshot))),
    }
}
