"""Writes the fictional contact lists of this folder. Needs openpyxl; run it here: python3 make_fixtures.py"""

import datetime
import zipfile

import openpyxl

ROWS = [
    ["姓名", "职务", "部门", "上级", "手机", "邮箱", "备注"],
    ["周临海", "局长", "局领导", "", "13800000001", "zhou@example.com", ""],
    ["吴启明", "副局长", "局领导", "周临海", "13800000002", "wu@example.com", "负责信息化"],
    ["郑秋实", "主任", "办公室", "周临海", "13800000003", "zheng@example.com", ""],
    ["王远帆", "处长", "信息处", "吴启明", "13800000004", "wang@example.com", "关注数据安全"],
    ["冯小溪", "科员", "信息处", "王远帆", "13800000005", "feng@example.com", ""],
]

MESSY = [
    ["Full Name", "Job Title", "Department", "Reports to", "E-mail"],
    ["Zoë Müller", "Chief Executive", "Board", "", "zoe@example.com"],
    ["François Dupré", "Finance Director", "Finance", "Zoë Müller", "francois@example.com"],
    ["Jürgen Größe", "Head of Payroll", "Finance > Payroll", "François Dupré", "jurgen@example.com"],
    ["Anaïs Noël", "Payroll Clerk", "Finance > Payroll", "Jürgen Größe", "anais@example.com"],
    ["Ann Other", "Lawyer", "Legal", "Zoë Müller", "ann@example.com"],
]


def text(rows, delimiter):
    def cell(value):
        return '"' + value.replace('"', '""') + '"' if any(c in value for c in delimiter + '"\n') else value

    return "".join(delimiter.join(map(cell, row)) + "\r\n" for row in rows)


def write(name, content, encoding):
    with open(name, "wb") as out:
        out.write(content.encode(encoding))


def merged_book():
    """A 通讯录 as offices keep it: a title over all columns, a head of two rows, merged departments, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "机关"
    sheet["A1"] = "海州市数据局通讯录"
    sheet.merge_cells("A1:F1")
    for column, head in enumerate(["序号", "部门", "姓名", "职务", "联系方式"], start=1):
        sheet.cell(2, column, head)
    sheet.merge_cells("E2:F2")
    for column in "ABCD":
        sheet.merge_cells(f"{column}2:{column}3")
    sheet["E3"], sheet["F3"] = "办公电话", "手机"
    people = [
        ("局领导", "周临海", "局长", "0518-8001", 13800000001),
        (None, "吴启明", "副局长", "0518-8002", 13800000002),
        ("办公室", "郑秋实", "主任", "0518-8003", 13800000003),
        (None, "冯小溪", "科员", "0518-8004", 13800000005),
        ("信息处", "王远帆", "处长", "0518-8005", 13800000004),
    ]
    for number, (unit, *rest) in enumerate(people, start=1):
        row = number + 3
        sheet.cell(row, 1, number)
        sheet.cell(row, 2, unit)
        for column, value in enumerate(rest, start=3):
            sheet.cell(row, column, value)
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("B6:B7")

    other = book.create_sheet("信息中心")
    other.append(["姓名", "职务", "任职时间"])
    other.append(["孙晓", "主任", datetime.date(2024, 3, 1)])
    other.append(["李木", "工程师", datetime.date(2025, 7, 15)])

    hidden = book.create_sheet("旧名单")
    hidden.append(["姓名", "职务"])
    hidden.append(["钱旧", "主任"])
    hidden.sheet_state = "hidden"
    book.save("merged.xlsx")


def headings_book():
    """Departments as heading rows between the people, the head repeated on the second page, a foot."""
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        ["2026年海州市水务局干部花名册"],
        ["姓名", "职务", "级别", "电话"],
        ["一、局领导"],
        ["周临海", "局长", "县处级正职", "8001"],
        ["吴启明", "副局长", "县处级副职", "8002"],
        ["二、内设机构"],
        ["（一）办公室"],
        ["郑秋实", "主任", "乡科级正职", "8003"],
        ["姓名", "职务", "级别", "电话"],
        ["（二）水资源科"],
        ["王远帆", "科长", "乡科级正职", "8004"],
        ["冯小溪", "科员", "", "8005"],
        ["注：电话均为内线，外线请加拨 0518-8588，如有变动请及时告知办公室。"],
    ]
    for row in rows:
        sheet.append(row)
    for row in (1, 3, 6, 7, 10, 13):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
    book.save("headings.xlsx")


def bomb(name, strings, cells):
    """A workbook of a few kilobytes that unpacks to more than any machine should give it."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path, part in parts.items():
            out.writestr(zipfile.ZipInfo(path), part, zipfile.ZIP_DEFLATED, 9)


write("utf8.csv", text(ROWS, ","), "utf-8")
write("utf8-bom.csv", text(ROWS, ","), "utf-8-sig")
write("gb18030.csv", text(ROWS, ","), "gb18030")
write("big5.csv", text([["姓名", "職務", "部門", "電話"], ["陳海", "局長", "秘書處", "8001"], ["林遠", "專員", "秘書處", "8002"]], ","), "big5")
write("utf16le.txt", text(ROWS, "\t"), "utf-16")
write("utf16be-no-mark.txt", text(ROWS, "\t"), "utf-16-be")
write("tab.tsv", text(ROWS, "\t"), "utf-8")
write("semicolon.csv", text(MESSY, ";"), "utf-8")
write("sep-line.csv", "sep=;\r\n" + text(MESSY, ";"), "utf-8")
write("latin1.csv", text(MESSY, ";"), "cp1252")
merged_book()
headings_book()
# One text of a mebibyte that a hundred thousand cells repeat; one of 300 MiB; a thousand rows as wide as can be.
bomb("bomb-cells.xlsx", f"<si><t>{'A' * (1 << 20)}</t></si>", '<row><c t="s"><v>0</v></c></row>' * 100_000)
bomb("bomb-text.xlsx", f"<si><t>{'A' * (300 << 20)}</t></si>", "")
bomb("bomb-wide.xlsx", "<si><t>name</t></si>", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' + "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(2, 1002)))
