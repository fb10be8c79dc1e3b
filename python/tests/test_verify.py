"""Self-checks of finished reports, as an authority runs them over a folder."""

import hashlib
import json
from pathlib import Path

import pytest

import nianbao as nb

FIGURES = {
    "schema": 1,
    "unit": "某区某局",
    "unit_code": "000000-CS",
    "year": 2021,
    "title": "某局2021年法治政府建设年度报告",
    "period": {"from": "2021-01-01", "to": "2021-12-31"},
    "status": "final",
    "pack": "rule-of-law",
    "edition": "2021",
    "written_for": "publication",
    "figures": {},
    "series": {},
}


def report(foot: str | None = None) -> bytes:
    """A PDF of one page that carries these figures and has nothing but the digest on it."""
    figures = json.dumps(FIGURES, ensure_ascii=False).encode()
    digest = hashlib.sha256(figures).hexdigest()
    provenance = {
        "schema": 1,
        "tool": "nianbao 0.1.0",
        "pack": "rule-of-law",
        "edition": "2021",
        "status": "final",
        "inputs": {},
        "figures": digest,
    }
    text = f"BT /F1 9 Tf 200 60 Td ({foot or digest[:12]}) Tj ET".encode()
    streams = [figures, json.dumps(provenance).encode(), text]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)8 0 R(b)9 0 R]>>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *(b"<</Length %d>>\nstream\n%b\nendstream" % (len(stream), stream) for stream in streams),
        b"<</Type/Filespec/UF(figures.json)/EF<</F 5 0 R>>>>",
        b"<</Type/Filespec/UF(provenance.json)/EF<</F 6 0 R>>>>",
    ]
    pdf = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return pdf + head + table + b"trailer\n<</Size 10/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(pdf)


def test_each_file_has_its_verdict(tmp_path: Path) -> None:
    whole, altered, torn = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.pdf"
    whole.write_bytes(report())
    altered.write_bytes(report("0123456789ab"))
    torn.write_bytes(report()[:500])
    text = tmp_path / "d.txt"
    text.write_text("全年办理信访事项146件。", encoding="utf-8")
    found = nb.verify(whole, str(altered), torn, text, tmp_path / "e.pdf")
    verdicts = ["incomplete", "disagrees", "unread", "not-verifiable", "unread"]
    assert [own.verdict for own in found] == verdicts
    assert [own.path.name for own in found] == ["a.pdf", "b.pdf", "c.pdf", "d.txt", "e.pdf"]
    first = found[0]
    assert (first.unit, first.unit_code, first.year) == ("某区某局", "000000-CS", 2021)
    assert (first.status, first.written_for, first.title) == ("final", "publication", FIGURES["title"])
    assert (first.figures, first.statements, first.contradicts, first.unowned) == (0, 0, 0, 0)
    assert len(first.missing_parts) == 4
    assert (first.problems, list(first.findings), first.error, first.outputs) == ([], [], None, None)
    assert first.digest == hashlib.sha256(json.dumps(FIGURES, ensure_ascii=False).encode()).hexdigest()
    (problem,) = found[1].problems
    assert "0123456789ab" in problem and first.digest[:12] in problem
    assert found[4].error is not None and found[4].unit is None


def test_a_pack_that_is_none_is_an_error(tmp_path: Path) -> None:
    assert nb.verify() == []
    with pytest.raises(FileNotFoundError):
        nb.verify(tmp_path, pack=tmp_path / "none")
    with pytest.raises(TypeError):
        nb.verify(7)  # type: ignore[arg-type]
