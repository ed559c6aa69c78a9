//! Cells of units as people write them: several paths in one, and paths with hyphens.

use waterline::model::tenure::TenureKind;

use super::account::{Sample, read_text};

#[test]
fn each_path_of_a_cell_is_a_unit_and_the_further_ones_give_posts_beside_the_first() {
    let mut sample = Sample::default();
    let list = "姓名,部门,职务\n王芳,集团/信息技术中心;集团/创新中心,总监\n刘敏,\"集团>财务中心>资金部,集团>审计部\",经理\nAnn Other,\"Policy, Planning and Research\",Head\n";

    let plan = sample.import_text("2026-03-01", list);

    let expected = [
        "Policy, Planning and Research",
        "集团",
        "集团/信息技术中心",
        "集团/创新中心",
        "集团/审计部",
        "集团/财务中心",
        "集团/财务中心/资金部",
    ];
    assert_eq!(sample.units(), expected, "{:?}", plan.report.findings);
    let kinds: Vec<TenureKind> = sample.snapshot().records().tenures.iter().map(|tenure| tenure.kind).collect();
    let (own, beside) = (TenureKind::Substantive, TenureKind::Concurrent);
    assert_eq!(kinds, [own, beside, own, beside, own]);
    assert_eq!(sample.plan(&read_text(list)).changes, []);
}

#[test]
fn hyphens_part_units_where_the_first_stands_in_the_column() {
    let mut sample = Sample::default();

    sample.import_text(
        "2026-03-01",
        "姓名,部门,职务\n张伟,集团总部-信息技术中心-研发部,经理\n王芳,集团总部-信息技术中心,总监\n李强,集团总部/信息技术中心/测试部,工程师\n吴明,Co-operation,Clerk\n",
    );

    let expected = [
        "Co-operation",
        "集团总部",
        "集团总部/信息技术中心",
        "集团总部/信息技术中心/测试部",
        "集团总部/信息技术中心/研发部",
    ];
    assert_eq!(sample.units(), expected);
}
