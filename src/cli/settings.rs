//! `waterline settings`: every setting in force, and where it comes from.

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, Args, CommandFactory as _};

use super::serve::proxies;
use super::{CommandLine, Failure, report};
use crate::config::{Config, Settings};
use crate::store::without_password;

/// Prints every setting of `waterline serve` that is in force here: its name, its value, and where that comes from.
///
/// Takes the same flags and variables as `waterline serve`, and prints no password.
///
/// Example: waterline settings --config /var/lib/waterline/waterline.toml
#[derive(Debug, Args)]
pub(super) struct SettingsArgs {
    #[command(flatten)]
    settings: Settings,
    /// The configuration file [default: waterline.toml, if it is there]
    #[arg(long, env = "WATERLINE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

/// `given` is what clap understood of the command, which knows flags from variables.
pub(super) fn run(args: &SettingsArgs, given: &ArgMatches) -> Result<(), Failure> {
    let file = args.config.as_deref();
    let config = Config::load(args.settings.clone(), file)?;
    proxies(&config)?;
    let in_file = Config::named_in(file)?;
    let command = CommandLine::command();
    let flags: Vec<_> =
        command.find_subcommand("settings").into_iter().flat_map(clap::Command::get_arguments).collect();
    let database = ("database", without_password(&config.database));
    for (name, value) in std::iter::once(database).chain(config.shown()) {
        let flag = flags.iter().find(|flag| flag.get_id() == name);
        let source = match given.value_source(name) {
            Some(ValueSource::CommandLine) => format!("--{}", name.replace('_', "-")),
            Some(ValueSource::EnvVariable) => {
                let variable = flag.and_then(|flag| flag.get_env()).unwrap_or_default();
                variable.to_string_lossy().into_owned()
            }
            _ if in_file.iter().any(|other| other == name) => Config::file(file).display().to_string(),
            _ => "default".to_owned(),
        };
        report::say(&format!("{name:<24} {value:<40} {source}"));
    }
    Ok(())
}
