//! The command line: one file a command.

mod account;
mod allocator;
mod analyze;
mod backup;
mod column_choice;
mod database;
mod demo;
mod export;
mod import;
mod key_people;
mod long_work;
mod named;
mod openapi;
pub mod parse_sheet;
mod power;
mod render;
mod report;
mod restore;
mod saved_mapping;
mod serve;
mod settings;
mod sound;
mod source_file;
mod stop;
mod token;
mod user;
mod verify;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::config::ConfigError;
use crate::model::time::Day;
use crate::store::StoreError;

/// Maps who decides, and why, inside a large customer or government body.
#[derive(Debug, Parser)]
#[command(name = "waterline", version, max_term_width = 110)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(Box<serve::ServeArgs>),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
    Render(Box<render::RenderArgs>),
    Power(power::PowerArgs),
    Analyze(analyze::AnalyzeArgs),
    KeyPeople(key_people::KeyPeopleArgs),
    Demo(demo::DemoArgs),
    Backup(backup::BackupArgs),
    Verify(verify::VerifyArgs),
    Restore(restore::RestoreArgs),
    User(user::UserArgs),
    Token(token::TokenArgs),
    Settings(Box<settings::SettingsArgs>),
    Openapi(openapi::OpenapiArgs),
}

/// A refusal or failure, as the sentence that goes to standard error.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Failure(String);

impl Failure {
    fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// A failure told in the language of whoever runs the command.
    fn worded(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self(report::worded(zh.into(), en.into()))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::new(error.sentence(source_file::language()))
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::worded(error.in_chinese(), error.to_string())
    }
}

/// Runs the command that the arguments name. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
pub fn run() -> ExitCode {
    let given = CommandLine::command().get_matches();
    let command = CommandLine::from_arg_matches(&given).unwrap_or_else(|wrong| wrong.exit()).command;
    let outcome = match command {
        Command::Serve(args) => serve::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Render(args) => render::run(&args),
        Command::Power(args) => power::run(&args),
        Command::Analyze(args) => analyze::run(&args),
        Command::KeyPeople(args) => key_people::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::User(args) => user::run(&args),
        Command::Token(args) => token::run(&args),
        Command::Settings(args) => settings::run(&args, given.subcommand().map_or(&given, |(_, given)| given)),
        Command::Openapi(args) => {
            openapi::run(&args);
            Ok(())
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            report::complain(&failure.0);
            ExitCode::FAILURE
        }
    }
}

/// The day that it is here.
fn today() -> Day {
    Day::from(jiff::ZonedDateTime::now().date())
}
