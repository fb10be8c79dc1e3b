"""An annex of 30 000 rows and 13 columns: the project that nianbao makes it of, or the same workbook by xlsxwriter.

Usage: annex.py project FOLDER
       annex.py script WORKBOOK
"""

import datetime as dt
import pathlib
import shutil
import sys

import xlsxwriter

ROWS = 30_000
SOURCES = ("上级转送", "其他交办", "本级受理")
CHANNELS = ("来信", "来访", "网上")
MINI = pathlib.Path(__file__).parent.parent / "tests" / "src" / "spec" / "mini"

LEDGERS = """
[petitions]
label = "信访台账"
sheets = ["信访"]
key = "row"
[petitions.columns]
received_on = { type = "date", headers = ["收到日期"] }
closed_on = { type = "date", headers = ["办结日期"] }
source = { type = "text", headers = ["来源"], codes = ["上级转送", "其他交办", "本级受理"] }
channel = { type = "text", headers = ["信访形式"], codes = ["来信", "来访", "网上"] }
amount = { type = "money", unit = "元", headers = ["金额"] }
is_backlog = { type = "yes-no", headers = ["历史积案"] }
[petitions.derived.due_on]
label = "办理期限"
deadline = { from = "received_on", days = 60 }
"""

FIGURES = """
[petitions.forwarded]
label = "上级转送"
measure.count = { ledger = "petitions", where = "source = '上级转送'" }
[petitions.on_time]
label = "按期办结"
measure.count = { ledger = "petitions", where = "closed_on IS NOT NULL AND closed_on <= due_on" }
[petitions.spent]
label = "金额"
unit = "元"
measure.sum = { ledger = "petitions", column = "amount", where = "is_backlog" }
"""

PROJECT = """
[report]
pack = "mini"
year = 2021
unit = "虚构的单位"
date = 2022-01-25
[ledgers]
petitions = { files = ["信访.xlsx"] }
"""


def values(row):
    received = dt.datetime(2021, 1, 1) + dt.timedelta(days=row % 330)
    closed = received + dt.timedelta(days=20 + row % 60)
    return received, closed, SOURCES[row % 3], CHANNELS[row % 3], row % 700 + 0.5, row % 5 == 0


def write_project(folder):
    pack = folder / "pack"
    (pack / "layout").mkdir(parents=True)
    (pack / "narrative").mkdir()
    for name, to in [
        ("pack.toml", "pack.toml"),
        ("layout.typ", "layout/report.typ"),
        ("report.typ", "narrative/report.typ"),
    ]:
        shutil.copy(MINI / name, pack / to)
    (pack / "ledgers.toml").write_text(LEDGERS, encoding="utf-8")
    (pack / "figures.toml").write_text(FIGURES, encoding="utf-8")
    (pack / "rules.toml").write_text("", encoding="utf-8")
    (folder / "nianbao.toml").write_text(PROJECT, encoding="utf-8")
    workbook = xlsxwriter.Workbook(folder / "信访.xlsx", {"constant_memory": True})
    sheet = workbook.add_worksheet("信访")
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    headers = ["收到日期", "办结日期", "来源", "信访形式", "金额", "历史积案"]
    sheet.write_row(0, 0, headers)
    for row in range(ROWS):
        received, closed, source, channel, amount, is_backlog = values(row)
        sheet.write_datetime(row + 1, 0, received, day)
        sheet.write_datetime(row + 1, 1, closed, day)
        sheet.write_string(row + 1, 2, source)
        sheet.write_string(row + 1, 3, channel)
        sheet.write_number(row + 1, 4, amount)
        sheet.write_string(row + 1, 5, "是" if is_backlog else "否")
    workbook.close()


def write_script(path):
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("信访台账")
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    epoch = dt.datetime(1899, 12, 30)
    for row in range(3, ROWS + 3):
        received, closed, source, channel, amount, is_backlog = values(row - 3)
        due = (received - epoch).days + 60
        number = row + 1
        sheet.write_string(row, 0, "信访.xlsx")
        sheet.write_string(row, 1, "信访")
        sheet.write_number(row, 2, row - 1)
        sheet.write_datetime(row, 3, received, day)
        sheet.write_datetime(row, 4, closed, day)
        sheet.write_string(row, 5, source)
        sheet.write_string(row, 6, channel)
        sheet.write_number(row, 7, amount)
        sheet.write_string(row, 8, "是" if is_backlog else "否")
        formula = f'=IF(ISNUMBER(D{number}),N(D{number})+60,"")'
        sheet.write_formula(row, 9, formula, day, due)
        formula = f'=--(F{number}="上级转送")'
        sheet.write_formula(row, 10, formula, None, int(source == "上级转送"))
        formula = f"=--AND(ISNUMBER(E{number}),ISNUMBER(J{number}),E{number}<=J{number})"
        on_time = int((closed - epoch).days <= due)
        sheet.write_formula(row, 11, formula, None, on_time)
        sheet.write_formula(row, 12, f'=--(I{number}="是")', None, int(is_backlog))
    workbook.close()


def main() -> None:
    what, path = sys.argv[1:]
    if what == "project":
        write_project(pathlib.Path(path))
    else:
        write_script(path)


main()
