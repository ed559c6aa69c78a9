"""Writes formats.xlsx, formats-1904.xlsx, formats.xls and uncalculated.xlsx: fictional people in cells of many number formats.

Needs openpyxl and xlwt; run it here: python3 make_formats.py
"""

import datetime

import openpyxl
import openpyxl.utils.datetime
import xlwt

HEADS = ["工号", "姓名", "手机", "任职时间", "比例"]
ROWS = [
    [(123, "00000"), ("周临海", "General"), (13800138000, "0"), (datetime.date(2024, 3, 1), 'yyyy"年"m"月"d"日"'), (0.15, "0%")],
    [(45, "00000"), ("吴启明", "General"), (13800138001, "000-0000-0000"), (datetime.date(2025, 11, 30), "m/d/yy"), (0.075, "0.0%")],
]
HIDDEN = 2


def new(name, epoch):
    book = openpyxl.Workbook()
    book.epoch = epoch
    sheet = book.active
    sheet.title = "名单"
    sheet.append(HEADS)
    for row, cells in enumerate(ROWS, start=2):
        for column, (value, code) in enumerate(cells, start=1):
            sheet.cell(row, column, value).number_format = code
    sheet.row_dimensions[HIDDEN + 1].hidden = True
    book.save(name)


def old():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    for column, head in enumerate(HEADS):
        sheet.write(0, column, head)
    for row, cells in enumerate(ROWS, start=1):
        for column, (value, code) in enumerate(cells):
            style = xlwt.XFStyle()
            style.num_format_str = code
            sheet.write(row, column, value, style)
    sheet.row(HIDDEN).hidden = True
    book.save("formats.xls")


def uncalculated():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [["姓名", "职务"], ["周临海", "局长"], ["吴启明", '=B2&"助理"']]:
        sheet.append(row)
    book.save("uncalculated.xlsx")


new("formats.xlsx", openpyxl.utils.datetime.WINDOWS_EPOCH)
new("formats-1904.xlsx", openpyxl.utils.datetime.MAC_EPOCH)
old()
uncalculated()
