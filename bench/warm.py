"""The PDF anew after a changed figure, in a process that has written it before: typst by itself, and nianbao.

typst is given finished texts by script.py and lays out the narrative. nianbao has the figures again from changed rows; what
is timed is the way from the figures to the PDF with its annex, its tags and what it carries, and then all of it, workbooks
included. Prints medians in seconds.
Usage: warm.py PROJECT WORK, the folder that script.py has left
"""

import json
import statistics
import sys
import time
from pathlib import Path

import typst

import nianbao as nb

ROOT = Path(__file__).parents[1]
RUNS = 15


def by_typst(work: Path) -> list[float]:
    compiler = typst.Compiler(work / "main.typ", root=work, font_paths=[ROOT / "target/fonts"])
    figures = json.loads((work / "figures.json").read_text())
    times, seen = [], set()
    for run in range(RUNS + 2):
        figures["petitions.forwarded"] = f"{1_000 + run}件"
        (work / "figures.json").write_text(json.dumps(figures, ensure_ascii=False))
        start = time.perf_counter()
        seen.add(compiler.compile(format="pdf"))
        times.append(time.perf_counter() - start)
    assert len(seen) == RUNS + 2, "the figure has not changed"
    return times[2:]


def by_nianbao(folder: Path) -> tuple[list[float], list[float]]:
    project = nb.open(folder)
    petitions = project.ledgers["petitions"].to_polars()
    tail, whole, seen = [], [], set()
    for run in range(RUNS + 2):
        # One petition less each time: another figure, and another rate.
        changed = project.with_ledgers(petitions=petitions.head(petitions.height - run))
        start = time.perf_counter()
        _ = changed.figures
        computed = time.perf_counter()
        seen.add(changed.pdf())
        end = time.perf_counter()
        tail.append(end - computed)
        whole.append(end - start)
    assert len(seen) == RUNS + 2, "the figure has not changed"
    return tail[2:], whole[2:]


alone = statistics.median(by_typst(Path(sys.argv[2])))
tail, whole = map(statistics.median, by_nianbao(Path(sys.argv[1])))
print(f"the PDF after a changed figure, warm: typst {alone:.3f} s, nianbao {tail:.3f} s: ratio {tail / alone:.2f}")
print(f"the same with the workbooks read, checked and computed again: {whole:.3f} s")
