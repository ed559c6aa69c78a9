//! Small fictional organisations that hold everything an org chart can show.

use waterline::model::snapshot::Snapshot;

use crate::organisation::Organisation;

/// A city bureau: vacancy, acting head, secondment, concurrent posts, shared posts, portfolios, an outside body.
pub fn bureau() -> Snapshot {
    bureau_as_entered().snapshot()
}

/// The same with claims about its people.
pub fn bureau_talked_of() -> Snapshot {
    let mut bureau = bureau_as_entered();
    bureau.talk(11);
    bureau.snapshot()
}

fn bureau_as_entered() -> Organisation {
    let mut bureau = Organisation::new("海州市数据资源局（虚构）");
    let root = bureau.unit(None, "海州市数据资源局");
    let director = bureau.held(root, "局长、党组书记", "林望舒");
    let planning_deputy = bureau.held(root, "党组成员、副局长", "赵启明");
    let data_deputy = bureau.held(root, "副局长", "欧阳若谷");
    let party = bureau.unit(Some(root), "机关党委");
    let secretary = bureau.post(party, "专职副书记");
    let office = bureau.unit(Some(root), "办公室");
    let office_head = bureau.held(office, "主任", "周知微");
    let clerks = bureau.post(office, "科员");
    for (name, kind) in
        [("孙一帆", "substantive"), ("李沐阳", "substantive"), ("何其芳", "seconded"), ("高远", "substantive")]
    {
        let person = bureau.person(name);
        bureau.holds(person, clerks, kind);
    }
    let planning = bureau.unit(Some(root), "规划与标准处（政策法规处）");
    let planning_head = bureau.post(planning, "处长");
    let acting = bureau.person("钱思齐");
    bureau.holds(acting, planning_head, "acting");
    bureau.held(planning, "一级主任科员", "吴玥");
    bureau.post(planning, "四级调研员");
    let platform = bureau.unit(Some(root), "数据平台处");
    let platform_head = bureau.held(platform, "处长", "郑若愚");
    let engineer = bureau.held(platform, "高级工程师", "冯喆");
    bureau.held(platform, "工程师", "陈星河");
    let double = bureau.person("沈括之");
    let procurement = bureau.unit(Some(root), "采购与资产管理处");
    let procurement_head = bureau.post(procurement, "处长");
    bureau.holds(double, procurement_head, "substantive");
    bureau.holds(double, secretary, "concurrent");
    bureau.held(procurement, "科员", "韩冬");
    for (above, below) in [
        (director, planning_deputy),
        (director, data_deputy),
        (director, secretary),
        (planning_deputy, office_head),
        (planning_deputy, planning_head),
        (data_deputy, platform_head),
        (data_deputy, procurement_head),
    ] {
        bureau.commands(above, below);
    }
    bureau.line(planning_deputy, procurement_head, "oversees", Some("信息化采购"));
    bureau.line(planning_head, engineer, "dotted", None);
    let province = bureau.outside_unit("省数据管理局", "superior");
    let inspector = bureau.held(province, "标准处处长", "许慎");
    bureau.line(inspector, planning_head, "guidance", Some("数据标准"));
    let experts = bureau.outside_unit("评审专家组", "expert_panel");
    bureau.held(experts, "组长", "宋应星辰");
    bureau
}

/// A company whose list names hardly any superiors.
pub fn company() -> Snapshot {
    let mut company = Organisation::new("Alder Valley Railways (fictional)");
    let root = company.unit(None, "Alder Valley Railways");
    company.held(root, "Chief Executive Officer", "Priya Montgomery-Smith");
    let operations = company.unit(Some(root), "Operations");
    let chief = company.held(operations, "Director of Operations and Safety", "Łukasz Dvořák");
    company.held(operations, "Timetable Planner", "Maya Ito");
    company.held(operations, "Duty Controller", "Ben Anders");
    company.post(operations, "Safety Auditor");
    let digital = company.unit(Some(root), "Digital and Customer Information");
    let digital_head = company.held(digital, "Head of Digital", "Chiara Okafor");
    let architect = company.held(digital, "Solution Architect", "George Fischer");
    company.held(digital, "Data Engineer", r#""><script>alert(1)</script>"#);
    let finance = company.unit(Some(root), "Finance and Procurement");
    let buyer_head = company.held(finance, "Head of Procurement", "Olga Hughes");
    company.held(finance, "Category Buyer", "Farah Nguyen");
    company.commands(chief, architect);
    company.line(digital_head, architect, "dual", Some("architecture"));
    company.line(buyer_head, digital_head, "solid", Some("contracts"));
    company.snapshot()
}
