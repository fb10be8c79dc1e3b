"""Writes a petitions ledger of 300 000 fictitious rows and 18 columns.

Usage: large.py WORKBOOK
"""

import datetime as dt
import sys

import xlsxwriter

ROWS = 300_000
HEADERS = [
    "信访编号",
    "收到日期",
    "信访形式",
    "来源",
    "信访人",
    "身份证号",
    "联系电话",
    "住址",
    "信访内容",
    "承办科室",
    "承办人",
    "受理日期",
    "延期天数",
    "应办结日期",
    "办结日期",
    "办理状态",
    "是否化解",
    "历史积案",
]


def main() -> None:
    workbook = xlsxwriter.Workbook(sys.argv[1], {"constant_memory": True})
    sheet = workbook.add_worksheet("信访")
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADERS)
    for row in range(ROWS):
        received = dt.datetime(2021, 1, 1) + dt.timedelta(days=row % 330)
        texts = {
            0: f"XF2021-{row:06d}",
            2: ("来信", "来访", "网上")[row % 3],
            3: "上级转送",
            4: f"测试甲{row}",
            5: f"{row:018d}",
            6: f"{row:011d}",
            7: f"虚构路{row % 99}号",
            8: f"虚构诉求{row}",
            9: "权益维护科",
            10: "测试承办",
            15: "办结",
            16: "是",
            17: "否",
        }
        for column, text in texts.items():
            sheet.write_string(row + 1, column, text)
        for column, days in {1: 0, 11: 5, 14: 30}.items():
            sheet.write_datetime(row + 1, column, received + dt.timedelta(days=days), day)
    workbook.close()


main()
