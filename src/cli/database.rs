//! Which database a command works on, and how it is opened.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::config::Config;
use crate::store::Store;

/// Which database a command works on.
#[derive(Debug, Args)]
pub(super) struct DatabaseArgs {
    /// The database: `sqlite:FILE` or `postgres://USER@HOST/NAME` [default: that of the configuration file, else
    /// sqlite:waterline.db]
    #[arg(long, env = "WATERLINE_DATABASE", value_name = "URL", hide_env_values = true, global = true)]
    database: Option<String>,
    /// The configuration file that names the database [default: waterline.toml, if it is there]
    #[arg(long, env = "WATERLINE_CONFIG", value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
}

impl DatabaseArgs {
    /// The URL of the database that is given, or that the configuration names.
    pub(super) fn url(&self) -> Result<String, Failure> {
        Ok(Config::database(self.database.clone(), self.config.as_deref())?)
    }

    /// Opens the database; where there is none, it stays so.
    pub(super) async fn open(&self) -> Result<Store, Failure> {
        Ok(Store::open_existing(&self.url()?).await?)
    }

    /// Opens the database, and makes it where there is none.
    pub(super) async fn open_or_make(&self) -> Result<Store, Failure> {
        Ok(Store::open(&self.url()?).await?)
    }
}
