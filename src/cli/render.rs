//! `waterline render`: draws a diagram from an account, or straight from a file without any database.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::account::{block_on, find};
use super::database::DatabaseArgs;
use super::named::{deal, person};
use super::source_file::{FormatArg, account_of, language};
use super::{Failure, today};
use crate::analysis::watch::Watch;
use crate::layout::diagram::{
    Diagram, DiagramInput, DiagramOptions, DiagramRefusal, FishboneKind, asks_for_key_people, draw, draw_sheets,
    ranked_people,
};
use crate::layout::evidence::Evidence;
use crate::layout::network::Arrangement;
use crate::layout::org_chart::{Focus, Orientation, Overlay, Ties};
use crate::model::language::Language;
use crate::model::member::Roster;
use crate::model::snapshot::{Moment, Snapshot};
use crate::model::tier::Tier;
use crate::model::time::Day;
use crate::model::viewer::Viewer;
use crate::render::pdf::{Paper, PdfOptions, pdf};
use crate::render::png::png;
use crate::render::svg::svg;
use crate::render::theme::Theme;

/// Draws a diagram from an account or straight from a file.
///
/// Example: waterline render org-chart --from 通讯录.xlsx -o chart.svg
#[derive(Debug, Args)]
pub(super) struct RenderArgs {
    /// Which diagram.
    #[arg(value_parser = diagram_words())]
    diagram: Diagram,
    /// The account; without it the only account is meant.
    #[arg(long, conflicts_with = "from")]
    account: Option<String>,
    /// Draws straight from this file, without any database.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The kind of that file, when looking at it is not enough.
    #[arg(long, requires = "from")]
    format: Option<FormatArg>,
    /// The day that is shown (YYYY-MM-DD); today without it.
    #[arg(long, value_name = "DAY")]
    on: Option<Day>,
    /// Another day (YYYY-MM-DD): who is new, moved or gone since then is marked on an org chart.
    #[arg(long, value_name = "DAY")]
    against: Option<Day>,
    /// The language of the words that the diagram adds of its own.
    #[arg(long, default_value = "zh")]
    lang: Language,
    /// The colours.
    #[arg(long, default_value = "light")]
    theme: Theme,
    /// Which fishbone: F1 decision chain, F2 stages, F3 causes, F4 win plan, F5 access, F6 person.
    #[arg(long, value_name = "F1..F6")]
    kind: Option<FishboneKind>,
    /// The deal that it is about, by name; without it the open deal with the nearest planned award.
    #[arg(long, value_name = "NAME")]
    deal: Option<String>,
    /// The person that it is about, by name; without it the top key person.
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// How many levels are drawn; all without it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    depth: Option<u32>,
    /// The branch that is drawn: the name of a unit or a person.
    #[arg(long, value_name = "NAME")]
    focus: Option<String>,
    /// The branches of which only the top is drawn, with a count: names of units or people.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    collapse: Vec<String>,
    /// What is laid over the cards: stance, role, influence, coverage, freshness, key-people.
    #[arg(long, value_name = "OVERLAY", value_delimiter = ',')]
    overlay: Vec<Overlay>,
    /// Further layers.
    #[arg(long, value_enum, value_delimiter = ',')]
    layers: Vec<LayerArg>,
    /// Which way authority runs.
    #[arg(long, value_enum, default_value = "down")]
    orientation: OrientationArg,
    /// How the people of a network stand: concentric or layered.
    #[arg(long, value_name = "ARRANGEMENT", default_value = "concentric")]
    arrangement: Arrangement,
    /// A text that is written faintly over the whole picture.
    #[arg(long, value_name = "TEXT")]
    watermark: Option<String>,
    /// Numbers the claims that marks rest on, and lists them by grade: on further pages of a PDF, else below the picture.
    #[arg(long)]
    evidence: bool,
    /// What a PDF is laid out on: A4, A3, or one page as large as the picture.
    #[arg(long, value_name = "A4|A3|one", default_value = "one")]
    page: Paper,
    /// Pixels for each unit of length, in PNG.
    #[arg(long, default_value = "1", value_parser = clap::value_parser!(u32).range(1..=3))]
    scale: u32,
    /// The file to write; its ending says which kind: .svg, .png, .pdf or .json.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Takes the word of a diagram, and lists all of them in the help.
fn diagram_words() -> impl TypedValueParser<Value = Diagram> {
    PossibleValuesParser::new(Diagram::ALL.map(Diagram::word)).try_map(|word| word.parse::<Diagram>())
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OrientationArg {
    /// From the top to the bottom.
    Down,
    /// From the left to the right.
    Right,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LayerArg {
    /// Ties between people.
    Ties,
}

pub(super) fn run(args: &RenderArgs) -> Result<(), Failure> {
    let kind = PictureKind::of(&args.output)?;
    let moment = Moment::On(args.on.unwrap_or_else(today));
    let (map, roster) = match &args.from {
        Some(file) => (Arc::new(block_on(account_of(file, args.format))?), Roster::default()),
        None => block_on(async {
            let store = args.database.open().await?;
            let account = find(&store, args.account.as_deref()).await?;
            let map = store.map(account.id).await?;
            let roster = store.members().await?.into_iter().collect();
            Ok((map, roster))
        })?,
    };
    let snapshot = map.snapshot(moment, &Viewer::Operator);
    let against = args.against.map(|day| map.snapshot(Moment::On(day), &Viewer::Operator));
    let options = options(args, &snapshot)?;
    let key_people = if asks_for_key_people(&options) {
        ranked_people(&snapshot, &options, &Watch::none()).map_err(|stopped| Failure::new(stopped.to_string()))?
    } else {
        Vec::new()
    };
    let input = DiagramInput::new(&snapshot, &roster).compared_with(against.as_ref()).with_key_people(&key_people);
    let drawn = kind.bytes(&input, &options, args);
    // The program ends soon: giving a large map back piece by piece would only keep whoever waits.
    std::mem::forget((snapshot, against, map));
    std::fs::write(&args.output, drawn?)
        .map_err(|error| Failure::new(format!("{} cannot be written: {error}.", args.output.display())))
}

fn options(args: &RenderArgs, snapshot: &Snapshot) -> Result<DiagramOptions, Failure> {
    Ok(DiagramOptions {
        diagram: args.diagram,
        language: args.lang,
        kind: args.kind,
        deal: args.deal.as_deref().map(|name| deal(snapshot, name)).transpose()?,
        person: args.person.as_deref().map(|name| person(snapshot, name)).transpose()?,
        today: Some(args.on.unwrap_or_else(today)),
        depth: args.depth,
        focus: args.focus.as_deref().map(|name| focus(snapshot, name)).transpose()?,
        orientation: match args.orientation {
            OrientationArg::Down => Orientation::Down,
            OrientationArg::Right => Orientation::Right,
        },
        collapse: args.collapse.iter().map(|name| focus(snapshot, name)).collect::<Result<_, _>>()?,
        overlays: args.overlay.clone(),
        ties: if args.layers.contains(&LayerArg::Ties) { Ties::Drawn } else { Ties::Hidden },
        arrangement: args.arrangement,
        tier: Some(Tier::T3),
        watermark: args.watermark.clone(),
        evidence: if args.evidence { Evidence::Listed } else { Evidence::LeftOut },
    })
}

/// The one unit or person of this name.
fn focus(snapshot: &Snapshot, name: &str) -> Result<Focus, Failure> {
    let records = snapshot.records();
    let units = records.units.iter().filter(|unit| unit.name == name).map(|unit| Focus::Unit(unit.id));
    let people = records.persons.iter().filter(|person| person.name == name).map(|person| Focus::Person(person.id));
    let mut named = units.chain(people);
    match (named.next(), named.next()) {
        (Some(focus), None) => Ok(focus),
        (None, _) => Err(Failure::new(format!("No unit and no person is called “{name}”."))),
        (Some(_), Some(_)) => {
            Err(Failure::new(format!("Several units or people are called “{name}”; choose another branch.")))
        }
    }
}

/// What kind of picture a file name asks for.
#[derive(Debug, Clone, Copy)]
enum PictureKind {
    Svg,
    Png,
    Pdf,
    Json,
}

impl PictureKind {
    fn of(path: &Path) -> Result<Self, Failure> {
        match path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            Some("pdf") => Ok(Self::Pdf),
            Some("json") => Ok(Self::Json),
            _ => Err(Failure::new(format!("{} must end in .svg, .png, .pdf or .json.", path.display()))),
        }
    }

    fn bytes(self, input: &DiagramInput<'_>, options: &DiagramOptions, args: &RenderArgs) -> Result<Vec<u8>, Failure> {
        let refused = |refusal: DiagramRefusal| Failure::new(refusal.sentence(language()));
        let whole = || draw(input, options).map_err(refused);
        match self {
            Self::Svg => {
                let scene = whole()?;
                let bytes = svg(&scene, args.theme).into_bytes();
                // As in `run`.
                std::mem::forget(scene);
                Ok(bytes)
            }
            Self::Png => png(&whole()?, args.theme, args.scale).map_err(|refusal| Failure::new(refusal.to_string())),
            Self::Pdf => {
                let (scene, sheets) = draw_sheets(input, options).map_err(refused)?;
                Ok(pdf(&scene, &sheets, &PdfOptions { theme: args.theme, paper: args.page }))
            }
            Self::Json => serde_json::to_vec(&whole()?).map_err(|error| Failure::new(error.to_string())),
        }
    }
}
