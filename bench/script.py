"""The script that a skilled user would write for the sample: fastexcel, polars and typst, no checks, no lineage.

It computes the figures that the narrative prints, and typesets the same narrative with the same layout.
Usage: script.py PROJECT OUT
"""

import datetime as dt
import json
import shutil
import sys
from pathlib import Path

import fastexcel
import polars as pl
import typst

ROOT = Path(__file__).parents[1]
START, END = dt.date(2021, 1, 1), dt.date(2021, 12, 31)


def sheet(project: Path, book: str, name: str, header: int) -> pl.DataFrame:
    """The sheet as a frame; the rows above the header are titles."""
    return fastexcel.read_excel(project / book).load_sheet(name, header_row=header).to_polars()


def in_year(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Date).is_between(START, END)


def compute(project: Path) -> dict[str, str]:
    petitions = sheet(project, "信访台账.xlsx", "信访", 2)
    training = sheet(project, "学法与宣传台账.xlsx", "学法培训", 1).filter(in_year("开展时间"))
    outreach = sheet(project, "学法与宣传台账.xlsx", "普法宣传", 1).filter(in_year("活动时间"))
    disclosure = sheet(project, "政务公开台账.xlsx", "依申请公开", 1)
    publications = sheet(project, "政务公开台账.xlsx", "信息发布统计", 1)
    services = sheet(project, "政务服务与服务站.xlsx", "政务服务事项", 1)
    stations = sheet(project, "政务服务与服务站.xlsx", "服务站", 1)
    decisions = sheet(project, "决策与规范性文件.xlsx", "议题台账", 1)
    documents = sheet(project, "决策与规范性文件.xlsx", "规范性文件目录", 1)
    relief = sheet(project, "关爱基金台账.xlsx", "帮扶台账", 1).filter(in_year("发放日期"))
    fund = sheet(project, "关爱基金台账.xlsx", "基金收支", 2).filter(in_year("日期"))
    facts = dict(sheet(project, "综合数据.xlsx", "综合数据", 1).select("指标名称", "数值").iter_rows())
    previous = json.loads((project / "figures-2020.json").read_text())["figures"]

    def heads(kind: str) -> int:
        return int(training.filter(pl.col("类别") == kind)["参加人数"].sum())

    def handed_out(material: str) -> int:
        return int(outreach.filter(pl.col("资料类别") == material)["数量"].sum())

    def yes(frame: pl.DataFrame, column: str) -> int:
        return frame.filter(pl.col(column) == "是").height

    def source(word: str) -> int:
        return petitions.filter(pl.col("来源") == word).height

    def income(kind: str) -> str:
        return f"{fund.filter(pl.col('类别') == kind)['收入'].sum() / 10_000:g}万元"

    due = petitions.filter(pl.col("来源") != "本级受理")
    allowed = pl.duration(days=60 + pl.col("延期天数").fill_null(0))
    on_time = due.filter(pl.col("办结日期") <= pl.col("受理日期") + allowed).height
    answered = pl.col("答复日期").cast(pl.Date)
    published = int(publications["发布条数"].sum())
    spent = relief.filter(pl.col("资金来源").is_in(["市级关爱基金", "区级关爱基金"]))
    backlog = petitions.filter((pl.col("历史积案") == "是") & (pl.col("是否化解") == "是")).height
    copies = int(outreach.filter(pl.col("资料类别") == "《退役军人保障法》")["数量"].sum())
    return {
        "training.group_study_sessions": f"{training.filter(pl.col('类别') == '党组中心组学法').height}次",
        "training.enforcement_online_trainees": f"{heads('行政执法人员网络培训')}人",
        "training.new_leader_exam_takers": f"{heads('新提任领导干部法治理论知识考试')}人",
        "outreach.briefing_attendance": f"{outreach.filter(pl.col('活动类别') == '专题宣讲会')['参加人数'].sum() // 100 * 100:g}余人",
        "outreach.leaflets": f"{handed_out('宣传资料') // 1000 * 1000}余份",
        "outreach.books": f"{handed_out('法律读本') // 1000 * 1000}余本",
        "outreach.law_copies": f"{copies / 10_000:.1f}万册",
        "stations.towns": f"{stations.filter(pl.col('层级') == '镇街').height}个",
        "stations.villages": f"{stations.filter(pl.col('层级') == '村（社区）').height}个",
        "stations.persons_served": f"{facts['服务对象人数'] / 10_000:.1f}万名",
        "stations.model": f"{yes(stations, '创建示范型')}个",
        "stations.regular": f"{yes(stations.filter(pl.col('层级') == '村（社区）'), '规范运行')}个",
        "services.items": f"{services['事项编码'].n_unique()}项",
        "services.shortened": f"{yes(services, '是否压缩')}项",
        "services.high_frequency": f"{yes(services, '是否高频')}项",
        "services.four_ways": f"{yes(services, '是否“四办”')}项",
        "documents.issued": f"{documents.filter(in_year('印发日期')).height}件",
        "decisions.topics": f"{decisions.filter(in_year('会议日期')).height}件",
        "disclosure.received": f"{disclosure.filter(in_year('收到日期')).height}件",
        "disclosure.carried_in": f"{disclosure.filter(pl.col('收到日期').cast(pl.Date) < START).height}件",
        "disclosure.closed": f"{disclosure.filter(in_year('答复日期')).height}件",
        "disclosure.carried_out": f"{disclosure.filter(answered.is_null() | (answered > END)).height}件",
        "disclosure.reconsiderations": f"{yes(disclosure, '是否复议')}件",
        "disclosure.lawsuits": f"{yes(disclosure, '是否诉讼')}件",
        "disclosure.published": f"{published}条",
        "disclosure.published_increase": f"增加{(published - int(previous['disclosure.published']['value'])) // 100 * 100}多条",
        "enforcement.certified_rate": "全部持证上岗" if facts["持证行政执法人员数"] == facts["行政执法人员数"] else "",
        "enforcement.acts": "全年无行政执法行为" if facts["行政执法行为数"] == 0 else "",
        "petitions.backlog_resolved": f"{backlog // 10 * 10}余件",
        "petitions.forwarded": f"{source('上级转送')}件",
        "petitions.campaign": f"{source('中联办“治重化积”')}件",
        "petitions.repeat": f"{source('退役军人事务部“重复访”')}件",
        "petitions.on_time_rate": f"按期办结率{100 * on_time / due.height:g}%",
        "relief.fiscal_seed": income("财政引导资金"),
        "relief.donations": income("募集善款"),
        "relief.spent": f"{spent['金额（元）'].sum() // 100_000 * 10:g}余万元",
        "relief.person_times": f"{spent.height}人次",
    }


def main() -> None:
    project, out = Path(sys.argv[1]), Path(sys.argv[2])
    figures = compute(project)
    work = out / "work"
    (work / "narrative").mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "report-templates/rule-of-law/layout", work / "layout", dirs_exist_ok=True)
    shutil.copy(project / "narrative/report.typ", work / "narrative/report.typ")
    shutil.copy(ROOT / "bench/vocabulary.typ", work / "nianbao.typ")
    shutil.copy(ROOT / "bench/main.typ", work / "main.typ")
    (work / "figures.json").write_text(json.dumps(figures, ensure_ascii=False))
    (out / "figures.json").write_text(json.dumps(figures, ensure_ascii=False, indent=2))
    fonts = [str(ROOT / "target/fonts")]
    typst.compile(str(work / "main.typ"), output=str(out / "report.pdf"), root=str(work), font_paths=fonts)


main()
