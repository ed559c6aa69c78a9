//! Which fields of each noun stand in which table, one to one with the model.

use std::sync::LazyLock;

use super::error::StoreError;
use super::table::{Cell, ColumnKind, Field, ReadRow, Table, needed, one, step};
use crate::model::action::Action;
use crate::model::cause::Cause;
use crate::model::claim::Claim;
use crate::model::deal::Deal;
use crate::model::line::Line;
use crate::model::person::Person;
use crate::model::post::Post;
use crate::model::seat::Seat;
use crate::model::source::Source;
use crate::model::stage::Stage;
use crate::model::tenure::Tenure;
use crate::model::touch::Touch;
use crate::model::unit::Unit;

/// A record of the model that has a table of its own.
pub(super) trait Stored: Sized {
    /// Where it is kept.
    fn table() -> &'static Table;
    /// Appends its cells, in the order of the table's columns.
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>);
    /// Reads it from the table's columns.
    fn read(row: &impl ReadRow) -> Result<Self, StoreError>;
}

/// Declares the columns of a noun; a field of the model that is left out here does not compile.
macro_rules! stored {
    ($noun:ident in $table:literal: $($field:ident),* $(,)?) => {
        impl Stored for $noun {
            fn table() -> &'static Table {
                static TABLE: LazyLock<Table> = LazyLock::new(|| {
                    let mut columns = one("id", ColumnKind::Id);
                    $( columns.extend(field_columns(stringify!($field), |noun: &$noun| &noun.$field)); )*
                    Table { name: $table, columns }
                });
                &TABLE
            }

            fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
                cells.push(Cell::Id(Some(self.id.0)));
                $( self.$field.write(cells); )*
            }

            fn read(row: &impl ReadRow) -> Result<Self, StoreError> {
                let mut index = 0;
                Ok(Self {
                    id: needed(row.id(step(&mut index))?)?.into(),
                    $( $field: Field::read(row, &mut index)?, )*
                })
            }
        }
    };
}

/// The columns of the field that `get` names; its type alone decides.
fn field_columns<N, F: Field>(field: &'static str, _get: fn(&N) -> &F) -> Vec<super::table::Column> {
    F::columns(field)
}

stored!(Unit in "unit": parent, name, kind, level, outside, order, position, span, external_ids);
stored!(Post in "post": unit, title, rank, order, position, span, external_ids);
stored!(Person in "person": name, aliases, email, phone, mobile, external_ids);
stored!(Tenure in "tenure": person, post, kind, position, span);
stored!(Line in "line": superior, subordinate, kind, matter, primary, span);
stored!(Source in "source": label, kind, name, readers);
stored!(
    Deal in "deal":
    name, template, procurement_mode, state, award_on, quiet_periods, tier, readers, external_ids
);
stored!(
    Claim in "claim":
    statement, deal, source, source_kind, grade, observed_on, expires_on, review_on, purpose,
    basis, tier, readers, contradicts, retracted_on
);
stored!(Stage in "stage": deal, name, order, rule, planned_on, done_on);
stored!(Seat in "seat": stage, sitter, votes, veto, tier, readers);
stored!(Touch in "touch": on, members, persons, deal, channel, outcome, tier, readers);
stored!(Cause in "cause": deal, rib, text, parent, chance, claims, tier, readers);
stored!(
    Action in "action":
    deal, lever, text, owner, due_on, done_on, expected_change, tier, readers
);
