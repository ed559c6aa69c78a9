//! `waterline import`: brings a file into an account, whole or not at all.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use clap::{Args, ValueEnum};
use uuid::Uuid;

use super::account::{block_on, operator_now, our_members};
use super::column_choice::{self, ColumnArgs};
use super::database::DatabaseArgs;
use super::source_file::{FormatArg, load, read_as, refused};
use super::{Failure, report, saved_mapping, today};
use crate::exchange::{FreshIds, OurMember, Plan, PlanOptions, Reading, Report, Strangers, plan};
use crate::model::account::Account;
use crate::model::claim::{Basis, Purpose};
use crate::model::id::AccountId;
use crate::model::map::AccountMap;
use crate::model::snapshot::Moment;
use crate::model::tier::Tier;
use crate::model::time::Day;
use crate::model::viewer::Viewer;
use crate::store::{ImportedFile, NOTHING_NEW, Store, StoreError, WriteContext, WriteError};

/// Imports contacts, ties, claims, rapport, deals or touches into an account.
///
/// Example: waterline import 通讯录.xlsx --account 海州市数据局 --dry-run
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The file: a table, a workbook, address cards, a graph or JSON.
    file: PathBuf,
    /// The account; it is made if there is none of this name.
    #[arg(long)]
    account: String,
    /// The kind of file, when looking at it is not enough.
    #[arg(long)]
    pub(super) format: Option<FormatArg>,
    /// Shows what would be done, and does nothing.
    #[arg(long)]
    dry_run: bool,
    /// Ends the posts of people whom the file does not name, from this day on (YYYY-MM-DD).
    #[arg(long, value_name = "DAY")]
    end_missing: Option<Day>,
    /// What notes in the file may be used for.
    #[arg(long, value_enum, default_value = "customer-care")]
    purpose: PurposeArg,
    /// On what ground in law notes are kept.
    #[arg(long, value_enum, default_value = "legitimate-interest")]
    basis: BasisArg,
    /// How far claims may be seen where the file does not say.
    #[arg(long, value_enum, default_value = "t2")]
    tier: TierArg,
    /// The name of a kept mapping of columns, for a file of the same heads.
    #[arg(long, value_name = "NAME")]
    pub(super) mapping: Option<String>,
    #[command(flatten)]
    columns: ColumnArgs,
    /// Keeps the mapping of columns under this name, for later files of the same heads.
    #[arg(long, value_name = "NAME", conflicts_with = "dry_run")]
    save_mapping: Option<String>,
    /// Prints the whole report as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PurposeArg {
    CustomerCare,
    OfferPreparation,
    ContractPerformance,
    Compliance,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TierArg {
    /// Public.
    T0,
    /// Business.
    T1,
    /// The account team.
    T2,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum BasisArg {
    LegitimateInterest,
    Consent,
    Contract,
    LegalObligation,
    PublicInformation,
}

impl ImportArgs {
    fn plan_options(&self, members: Vec<OurMember>) -> PlanOptions {
        PlanOptions {
            end_missing: self.end_missing,
            purpose: match self.purpose {
                PurposeArg::CustomerCare => Purpose::CustomerCare,
                PurposeArg::OfferPreparation => Purpose::OfferPreparation,
                PurposeArg::ContractPerformance => Purpose::ContractPerformance,
                PurposeArg::Compliance => Purpose::Compliance,
            },
            basis: match self.basis {
                BasisArg::LegitimateInterest => Basis::LegitimateInterest,
                BasisArg::Consent => Basis::Consent,
                BasisArg::Contract => Basis::Contract,
                BasisArg::LegalObligation => Basis::LegalObligation,
                BasisArg::PublicInformation => Basis::PublicInformation,
            },
            tier: match self.tier {
                TierArg::T0 => Tier::T0,
                TierArg::T1 => Tier::T1,
                TierArg::T2 => Tier::T2,
            },
            members,
            strangers: Strangers::LeaveOut,
            ..PlanOptions::on(today())
        }
    }
}

pub(super) fn run(args: &ImportArgs) -> Result<(), Failure> {
    block_on(async {
        let (body, name) = load(&args.file)?;
        // A file that cannot be read leaves no database behind.
        let found = read_as(&body, &name, args.format, None).await?;
        let store = open(args).await?;
        let known = match &store {
            Some(store) => known_account(store, &args.account).await?,
            None => None,
        };
        let asked = match args.columns.over(&found.mapping)? {
            Some(chosen) => Some(chosen),
            None => saved_mapping::asked(store.as_ref(), known, &found, &name, args).await?,
        };
        let reading = match asked {
            Some(mapping) => read_as(&body, &name, args.format, Some(mapping)).await?,
            None => found,
        };
        if let Some(hint) = column_choice::hint(&reading) {
            report::complain(&hint);
        }
        let mapping = reading.mapping.clone();
        let members = match &store {
            Some(store) => our_members(store).await?,
            None => Vec::new(),
        };
        let options = args.plan_options(members);
        let outcome = match (&store, known) {
            (Some(store), Some(id)) if args.dry_run => {
                let map = store.map(id).await?;
                rehearse(&reading, &map, &options)?.report
            }
            (Some(store), known) if !args.dry_run => {
                let file = ImportedFile { name, body, import: None, written: Arc::default() };
                commit(store, known, reading, file, &args.account, options).await?
            }
            _ => {
                let planned = rehearse(&reading, &AccountMap::new(new_account(&args.account)), &options)?;
                if planned.changes.is_empty() {
                    report::findings(&planned.report);
                    return Err(Failure::new(NOTHING_NEW));
                }
                planned.report
            }
        };
        if let (Some(store), Some(name)) = (&store, &args.save_mapping) {
            saved_mapping::save(store, &args.account, name, &mapping).await?;
        }
        if args.json {
            let text = serde_json::to_string_pretty(&outcome).map_err(|error| Failure::new(error.to_string()))?;
            report::say(&text);
        } else {
            report::findings(&outcome);
            report::counts(&outcome.counts);
        }
        Ok(())
    })
}

/// Opens the database, and makes it where there is none; a rehearsal does without one then.
async fn open(args: &ImportArgs) -> Result<Option<Store>, Failure> {
    if !args.dry_run {
        return args.database.open_or_make().await.map(Some);
    }
    let url = args.database.url()?;
    match Store::open_existing(&url).await {
        Ok(store) => Ok(Some(store)),
        Err(StoreError::Missing { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn new_account(name: &str) -> Account {
    Account::new(AccountId(Uuid::now_v7()), name)
}

pub(super) async fn known_account(store: &Store, name: &str) -> Result<Option<AccountId>, Failure> {
    let accounts = store.accounts().await?;
    let same: Vec<AccountId> =
        accounts.iter().filter(|account| account.name == name).map(|account| account.id).collect();
    match same.as_slice() {
        [] => Ok(None),
        [id] => Ok(Some(*id)),
        _ => Err(Failure::new(format!("Several accounts are called “{name}”; rename one of them first."))),
    }
}

fn rehearse(reading: &Reading, map: &AccountMap, options: &PlanOptions) -> Result<Plan, Failure> {
    let snapshot = map.snapshot(Moment::Always, &Viewer::Operator);
    plan(reading, &snapshot, options, &mut FreshIds(Uuid::now_v7)).map_err(|refusal| refused(&refusal))
}

async fn commit(
    store: &Store,
    known: Option<AccountId>,
    reading: Reading,
    file: ImportedFile,
    account: &str,
    options: PlanOptions,
) -> Result<Report, Failure> {
    let told = Arc::new(Mutex::new(None));
    let tell = told.clone();
    let planning = Box::new(move |map: &AccountMap| {
        let snapshot = map.snapshot(Moment::Always, &Viewer::Operator);
        let planned = plan(&reading, &snapshot, &options, &mut FreshIds(Uuid::now_v7))?;
        if let Ok(mut told) = tell.lock() {
            *told = Some(planned.report);
        }
        Ok(planned.changes)
    });
    let context = WriteContext { file: Some(Arc::new(file)), ..operator_now() };
    let written = match known {
        Some(id) => store.write_planned(id, planning, context).await,
        // A refused file leaves no empty account behind.
        None => store.create_account_planned(new_account(account), None, planning, context).await,
    };
    match written {
        Ok(_) => {}
        Err(WriteError::Declined(error)) => {
            // Why there is nothing to write.
            if let Some(report) = told.lock().ok().and_then(|mut told| told.take()) {
                report::findings(&report);
            }
            return Err(error
                .downcast::<crate::exchange::Refusal>()
                .map_or_else(|other| Failure::new(other.to_string()), |refusal| refused(&refusal)));
        }
        Err(error) => return Err(Failure::new(error.to_string())),
    }
    let report = told.lock().ok().and_then(|mut told| told.take());
    report.ok_or_else(|| Failure::new("The import was written, but its report was lost."))
}
