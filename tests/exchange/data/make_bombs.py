"""Writes workbooks that are small as files and monstrous, nested or false inside; run in this folder, output is committed."""
import struct
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def parts(sheets='<sheet name="S" sheetId="1" r:id="r1"/>', strings="<si><t>name</t></si>", sheet="", head="", count=""):
    """The parts of a workbook with one sheet."""
    relations = f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'{head}<sst xmlns="{MAIN}"{count}>{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }


def save(name, parts):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path, part in parts.items():
            out.writestr(zipfile.ZipInfo(path), part, zipfile.ZIP_DEFLATED, 9)


CELL = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
# A million sheets, all of them the same part.
save("bomb-sheets.xlsx", parts(sheets='<sheet name="S" sheetId="1" r:id="r1"/>' * 1_000_000, sheet=CELL))
# A sheet that is another bomb, packed.
save("bomb-nested.xlsx", {**parts(), "xl/worksheets/sheet1.xml": open("bomb-cells.xlsx", "rb").read()})
# Texts made of texts made of texts (ten to the power of nine of them).
entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
head = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY e0 "boom">{entities}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
save("bomb-entities.xlsx", parts(head=head, strings="<si><t>&e9;&file;</t></si>", sheet=CELL))
# A sheet and a table of texts that say they hold as much as two terabytes.
vast = '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
save("bomb-vast.xlsx", parts(sheet=vast, count=' count="4294967295" uniqueCount="4294967295"'))
# A directory that says of a part of 300 MiB that it has 10 bytes.
save("bomb-lying.xlsx", parts(strings=f"<si><t>{'A' * (300 << 20)}</t></si>", sheet=CELL))
data = bytearray(open("bomb-lying.xlsx", "rb").read())
for mark, size_at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
    at = data.find(mark)
    while at >= 0:
        if data[at + name_at:].startswith(b"xl/sharedStrings.xml"):
            data[at + size_at:at + size_at + 4] = struct.pack("<I", 10)
        at = data.find(mark, at + 4)
open("bomb-lying.xlsx", "wb").write(data)
