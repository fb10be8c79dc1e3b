"""Writes a text of about 5 MB in the style of an annual report: fictitious, and full of numerals of every kind.

Usage: long_text.py FILE
"""

import sys

BYTES = 5_000_000
SENTENCES = (
    "全年受理来信{a}件、接待来访{b}批{c}人次，其中集体访{d}批{e}人次，按期办结率{f}%。",
    "依据《法治政府建设实施纲要（2021—2025年）》和国办公开办函〔2021〕30号，开展宣传活动{a}场，群众参与{b}00余人次。",
    "主动公开政府信息{a}条，较上年增加{b}条；新收申请{d}件，行政复议、行政诉讼均为0件。",
    "拨付临时救助资金{a}.{d}万元，帮扶困难群众{b}人次，人均{c}元，同比增长{f}%。",
    "本年度未制发规范性文件，执法人员全部持证上岗，办理时限由15个工作日压缩至{e}个工作日。",
)


def main() -> None:
    written, number = 0, 0
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        while written < BYTES:
            number += 1
            sentence = SENTENCES[number % len(SENTENCES)].format(
                a=number % 997 + 3,
                b=number % 89 + 2,
                c=number % 401 + 90,
                d=number % 7 + 1,
                e=number % 9 + 2,
                f=number % 97 + 1,
            )
            # A paragraph is as long as in a report.
            text = sentence if number % 6 else sentence + "\n"
            written += len(text.encode())
            file.write(text)


main()
