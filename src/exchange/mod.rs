//! Files in and out: bytes become changes and findings, an account becomes a file; no file is opened here.

pub mod delimited;
pub mod demo;
pub mod encoding;
pub mod finding;
pub mod format;
pub mod header;
pub mod mapping;
pub mod parcel;
pub mod reading;
mod sentence;
pub mod synonyms;
pub mod table;
pub mod xlsx;

pub use finding::{Code, Finding, Place, Refusal, Severity};
pub use format::Format;
pub use mapping::{ColumnMapping, Field, Mapping, SheetMapping};
pub use reading::{Content, Preview, ReadOptions, Reading, read};
