//! Cells of units that hold several paths, or a path with hyphens, as far as the other cells of the columns bear it out.

use std::collections::HashSet;

use super::super::cells::{is_nothing, path_parts};
use super::super::synonyms::sounds_like_unit;
use super::super::table::Sheet;

/// The units of some columns, by which cells of these columns are taken apart.
#[derive(Debug, Default)]
pub(super) struct UnitCells<'a> {
    known: HashSet<&'a str>,
}

impl<'a> UnitCells<'a> {
    /// Looks through the cells of unit columns. Where none could be taken apart, nothing is kept.
    pub fn of(sheet: &'a Sheet, first_row: usize, columns: &[usize]) -> Self {
        let cells = || {
            let rows = first_row..sheet.height();
            rows.flat_map(|row| columns.iter().map(move |column| sheet.cell(row, *column)))
        };
        if !cells().any(|cell| cell.contains(['-', ';', '；'])) {
            return Self::default();
        }
        Self { known: cells().flat_map(path_parts).collect() }
    }

    /// The paths in a cell: 集团/信息中心;集团/创新中心 names two. What stands between signs must be a path by itself, or,
    /// between semicolons, a unit: units have both signs in their names.
    pub fn paths<'t>(&self, cell: &'t str) -> Vec<&'t str> {
        let split = |signs: &[char]| {
            cell.split(signs).map(str::trim).filter(|path| !is_nothing(path)).collect::<Vec<&'t str>>()
        };
        let is_path = |path: &&str| path.contains(['/', '\\', '>', '／', '＼', '＞', '→', '»', '›']);
        let is_unit = |path: &&str| is_path(path) || sounds_like_unit(path);
        let by_semicolons = split(&[';', '；']);
        let is_any_known = || by_semicolons.iter().any(|path| self.known.contains(path));
        if by_semicolons.len() > 1 && (by_semicolons.iter().all(is_unit) || is_any_known()) {
            return by_semicolons;
        }
        let by_commas = split(&[',', '，', '、', '\n']);
        if by_commas.len() > 1 && by_commas.iter().all(is_path) { by_commas } else { vec![cell] }
    }

    /// The units in a part of a path, from the whole to the part: one, unless a unit of the columns stands before a hyphen.
    pub fn parts<'t>(&self, part: &'t str) -> Vec<&'t str> {
        let is_word = |text: &str| text.contains(char::is_alphabetic);
        let ends = part.match_indices('-').map(|(at, _)| at);
        let known = ends.rev().find(|at| self.known.contains(part[..*at].trim()) && is_word(&part[at + 1..]));
        let Some(at) = known else { return vec![part] };
        let mut parts = self.parts(part[..at].trim());
        parts.extend(part[at + 1..].split('-').map(str::trim).filter(|rest| !rest.is_empty()));
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_part_a_path_only_behind_a_known_unit() {
        let cells = UnitCells { known: ["集团", "集团-信息中心", "Sales"].into() };

        assert_eq!(cells.parts("集团-信息中心-研发部"), ["集团", "信息中心", "研发部"]);
        assert_eq!(cells.parts("集团-创新中心-一部"), ["集团", "创新中心", "一部"]);
        for one in ["Sales-", "Sales - 0104", "Co-operation"] {
            assert_eq!(cells.parts(one), [one]);
        }
        let by_prefix = UnitCells { known: ["集团-信息中心"].into() };
        assert_eq!(by_prefix.parts("集团-信息中心-研发部"), ["集团-信息中心", "研发部"]);
    }

    #[test]
    fn a_cell_names_several_units_where_each_is_one() {
        let cells = UnitCells { known: ["Northwind UK"].into() };

        assert_eq!(cells.paths("集团/信息中心;集团/创新中心").len(), 2);
        assert_eq!(cells.paths("信息处；办公室").len(), 2);
        assert_eq!(cells.paths("Northwind;Northwind UK").len(), 2);
        assert_eq!(cells.paths("集团>资金部,集团>审计部").len(), 2);
        for one in ["Combat Command; Quantico", "Children&#39;s Health", "Policy, Planning and Research", "集团/甲,乙"]
        {
            assert_eq!(cells.paths(one), [one]);
        }
    }
}
