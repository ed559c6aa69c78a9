//! Address books that say beside a name what its bearer is to the person of the row: "Relation 1 - Label", "Relation 1 - Value".

use super::mapping::{ColumnMapping, Field};
use super::synonyms::{meaning, squeeze};
use super::table::Sheet;

/// Takes the names for those of superiors where every label beside them says so.
pub(super) fn learn_superiors(columns: &mut [ColumnMapping], sheet: &Sheet, first_row: usize) {
    let is_of_superiors = |column: &ColumnMapping| {
        let fields = [Field::Superior, Field::SuperiorId, Field::SuperiorName, Field::SuperiorEmail];
        column.field.is_some_and(|field| fields.contains(&field))
    };
    if columns.iter().any(is_of_superiors) {
        return;
    }
    let heads: Vec<String> = columns.iter().map(|column| squeeze(&column.header)).collect();
    let names = (1..columns.len()).find(|column| {
        let relation = heads[*column].strip_suffix("value").filter(|head| head.starts_with("relation"));
        let is_pair = relation.is_some_and(|relation| heads[column - 1].strip_suffix("label") == Some(relation));
        is_pair && columns[*column].field.is_none() && all_are_superiors(sheet, first_row, *column)
    });
    if let Some(names) = names {
        columns[names].field = Some(Field::SuperiorName);
    }
}

/// Whether each name of a column has the label of a superior beside it, and there is one.
fn all_are_superiors(sheet: &Sheet, first_row: usize, names: usize) -> bool {
    let said = (first_row..sheet.height()).filter(|row| !sheet.cell(*row, names).is_empty());
    let mut labels = said.map(|row| sheet.cell(row, names - 1).trim_start_matches(['*', ' '])).peekable();
    let is_superior = |label: &str| meaning(label).is_some_and(|meaning| meaning.field == Field::Superior);
    labels.peek().is_some() && labels.all(is_superior)
}
