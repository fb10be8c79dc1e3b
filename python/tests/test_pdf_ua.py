"""report.pdf before validators that are none of typst's: PDF/UA-1 and PDF/A-3a in every edition."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import page
import pdfua
import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor

import nianbao as nb

# page 0.11.0 takes every glyph of a CID-keyed font for 0 wide: the widths rest on the Private DICTs in its FDArray (Adobe TN
# 5176, section 18), not on one of the font's own. `widths_differ` reads them where they are.
NOT_READ = {"PDFUA1-FONT-GLYPH-WIDTH-001", "PDFA3A-TRUETYPE-GLYPH-WIDTH-001"}


@pytest.fixture(params=["filing", "publication", "draft"])
def pdf(request: pytest.FixtureRequest, folder: Path, edit: Callable[[str, str, str], Path]) -> bytes:
    """Give the report in an edition, or as a draft."""
    match request.param:
        case "draft":
            edit("nianbao.toml", 'status = "sample"', 'status = "draft"')
            return nb.open(folder).pdf()
        case "publication":
            return nb.open(folder).pdf(edition="publication")
        case _:
            return nb.open(folder).pdf()


def broken(pdf: bytes, profile: str) -> set[str]:
    """Name the rules that the validator finds broken."""
    report = page.validate_pdf_bytes(pdf, profile=profile)
    # A release that checks less would agree more easily.
    assert report.rules.total >= {"ua1": 104, "3a": 156}[profile]
    return {failure.rule_id for failure in report.failures} - NOT_READ


def fonts(pdf: bytes) -> Iterator[pikepdf.Dictionary]:
    """Give the fonts with outlines in CFF."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for font in file.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/CIDFontType0":
                yield font


def stated_widths(font: pikepdf.Dictionary) -> dict[int, float]:
    """Read /W: first [width …] or first last width."""
    stated: dict[int, float] = {}
    entries = list(font["/W"].as_list())
    while entries:
        first, second = int(entries[0]), entries[1]
        if isinstance(second, pikepdf.Array):
            stated.update((first + at, float(width)) for at, width in enumerate(second.as_list()))
            del entries[:2]
        else:
            stated.update((cid, float(entries[2])) for cid in range(first, int(second) + 1))
            del entries[:3]
    return stated


def widths_differ(pdf: bytes) -> tuple[int, list[tuple[str, str]]]:
    """Count the glyphs, and name those whose width in the font isn't the stated one."""
    count, differing = 0, []
    for font in fonts(pdf):
        stated = stated_widths(font)
        program = CFFFontSet()
        program.decompile(io.BytesIO(font["/FontDescriptor"]["/FontFile3"].read_bytes()), None)
        top = program[program.fontNames[0]]
        for name in top.charset:
            glyph = top.CharStrings[name]
            private = glyph.private
            reader = T2WidthExtractor(
                getattr(private, "Subrs", []),
                program.GlobalSubrs,
                private.nominalWidthX,
                private.defaultWidthX,
                private,
            )
            reader.execute(glyph)
            cid = 0 if name == ".notdef" else int(name.removeprefix("cid"))
            count += 1
            # A thousandth of the size is what PDF/UA-1 allows, 7.21.5.
            if abs(reader.width - stated.get(cid, float(font.get("/DW", 1000)))) > 1:
                differing.append((str(font["/BaseFont"]), name))
    return count, differing


def test_other_validators_agree(pdf: bytes, tmp_path: Path) -> None:
    assert broken(pdf, "ua1") == set()
    assert broken(pdf, "3a") == set()
    count, differing = widths_differ(pdf)
    assert count > 500 and differing == []
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)
    second = pdfua.validate(str(file))
    assert second.findings == ()
    # It doesn't get through the order of headings: its own access to an array fails.
    assert [outcome.rule_id for outcome in second.skipped] in ([], ["UA-14-001"])


def test_the_validators_would_tell(folder: Path, tmp_path: Path) -> None:
    whole = nb.open(folder).pdf()

    def changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
        with pikepdf.open(io.BytesIO(whole)) as file:
            change(file)
            out = io.BytesIO()
            file.save(out, deterministic_id=True)
        return out.getvalue()

    def drop_language(file: pikepdf.Pdf) -> None:
        del file.Root["/Lang"]

    def drop_structure(file: pikepdf.Pdf) -> None:
        del file.Root["/StructTreeRoot"]

    def widen(file: pikepdf.Pdf) -> None:
        for font in file.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/CIDFontType0":
                font["/W"] = pikepdf.Array([1, 2000, 700])

    assert broken(changed(lambda file: None), "ua1") == set()
    for change in [drop_language, drop_structure]:
        altered = changed(change)
        assert broken(altered, "ua1") != set()
        file = tmp_path / "altered.pdf"
        file.write_bytes(altered)
        assert pdfua.validate(str(file)).findings != ()
    count, differing = widths_differ(changed(widen))
    assert len(differing) > count / 2
