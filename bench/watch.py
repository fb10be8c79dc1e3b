"""The preview: from the save of an edit to the news of it in an open page, for the narrative and for a workbook.

Usage: watch.py NIANBAO SAMPLE
"""

import functools
import io
import itertools
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

RUNS = 21
NARRATIVE = "narrative/report.typ"
WORKBOOK = "综合数据.xlsx"


def narratives(project: pathlib.Path) -> Iterator[bytes]:
    """The narrative with one word and another, so that a page changes each time."""
    text = (project / NARRATIVE).read_text(encoding="utf-8")
    words = ("认真履行", "切实履行")
    return itertools.cycle([text.replace(words[0], word).encode() for word in reversed(words)])


def workbooks(project: pathlib.Path) -> Iterator[bytes]:
    """The workbook with one number and another, so that a printed figure changes each time."""
    return itertools.cycle([changed(project / WORKBOOK, number) for number in (b"35210", b"34210")])


def changed(workbook: pathlib.Path, number: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"<v>34210</v>" in part
                part = part.replace(b"<v>34210</v>", b"<v>" + number + b"</v>")
            new.writestr(name, part)
    return target.getvalue()


def save(path: pathlib.Path, content: bytes) -> None:
    """As programs do it: written beside, then put in the place of the old one."""
    beside = path.with_suffix(".tmp")
    beside.write_bytes(content)
    beside.replace(path)


def measure(news: Callable[[], None], path: pathlib.Path, contents: Iterator[bytes]) -> float:
    """The median of some edits, in milliseconds."""
    times = []
    for _ in range(RUNS):
        time.sleep(0.3)
        begun = time.perf_counter()
        save(path, next(contents))
        news()
        times.append(time.perf_counter() - begun)
    # The first meets a memory that is not warm yet.
    return statistics.median(times[1:]) * 1000


def hear(lines: BinaryIO) -> None:
    """Wait for the next news."""
    while not (line := lines.readline()).startswith(b"event: news"):
        if not line:
            raise RuntimeError("the preview has ended")


def main(nianbao: str, sample: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(shutil.copytree(sample, pathlib.Path(folder) / "project"))
        command = [nianbao, "watch", "--project", project, "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as watch:
            try:
                assert watch.stdout is not None
                said = watch.stdout.readline()
                found = re.search(r"http://127\.0\.0\.1:(\d+)(/\S+/)", said)
                if found is None:
                    raise RuntimeError(f"no address in {said!r}")
                port, path = int(found[1]), found[2]
                with socket.create_connection(("127.0.0.1", port)) as page, page.makefile("rb") as lines:
                    page.sendall(f"GET {path}news HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
                    news = functools.partial(hear, lines)
                    news()
                    narrative = measure(news, project / NARRATIVE, narratives(project))
                    workbook = measure(news, project / WORKBOOK, workbooks(project))
            finally:
                watch.terminate()
    print(f"preview, from the save to the news: narrative {narrative:.0f} ms, workbook {workbook:.0f} ms")


main(*sys.argv[1:])
