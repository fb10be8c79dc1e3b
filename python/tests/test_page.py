"""report.html in a real browser: figures open, the keyboard works, nothing leaves the page, and no script is needed."""

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

import nianbao as nb

NIANBAO = Path(sys.executable).with_name("nianbao")
SAMPLE = Path(__file__).parents[2] / "sample-data" / "shapingba-2021"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
FORWARDED = "a.figure[href='#figure-petitions.forwarded']"


def build(out: Path, *arguments: str) -> None:
    subprocess.run([NIANBAO, "build", "--project", SAMPLE, "--out", out, *arguments], check=True, timeout=300)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    build(out, "--formats", "pdf,html,json")
    return out


def opened(browser: Browser, built: Path, **options: Any) -> Page:
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN", **options})
    page = context.new_page()
    page.goto((built / "report.html").as_uri())
    return page


@pytest.fixture
def page(browser: Browser, built: Path) -> Iterator[Page]:
    page = opened(browser, built)
    yield page
    page.context.close()


def test_the_page_agrees_as_the_browser_saves_it(page: Page, tmp_path: Path) -> None:
    page.hover(FORWARDED)
    saved = tmp_path / "saved.html"
    for change in [
        "0",
        "document.querySelector('a.figure[href=\"#figure-petitions.forwarded\"]').textContent = '164件'",
    ]:
        page.evaluate(change)
        # The elements as they are now, written anew.
        saved.write_text(page.content(), encoding="utf-8")
        (found,) = nb.verify(saved)
        assert found.verdict == ("agrees" if change == "0" else "disagrees"), found.problems
        assert [finding.code for finding in found.findings] == ([] if change == "0" else ["contradicted-figure"])


def source(page: Page, figure: str = "petitions.forwarded") -> Locator:
    return page.locator(f"[id='figure-{figure}']")


def test_a_figure_shows_its_source_under_the_pointer(page: Page) -> None:
    expect(source(page)).to_be_hidden()
    page.hover(FORWARDED)
    expect(source(page)).to_be_visible()
    for words in ["上级转送信访事项", "146件", "台账计算", "符合条件的行数", "信访台账.xlsx › 信访 › A4:A11", "146 行"]:
        expect(source(page)).to_contain_text(words)
    # The pointer may go into it, and out of it.
    source(page).hover()
    page.wait_for_timeout(400)
    expect(source(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(source(page)).to_be_hidden()


def test_a_source_lies_beside_its_figure_and_in_the_window(page: Page) -> None:
    for figure in page.locator("main a.figure").all()[::7]:
        figure.scroll_into_view_if_needed()
        figure.focus()
        shown = page.locator(".source:popover-open")
        expect(shown).to_have_count(1)
        at, box = figure.bounding_box(), shown.bounding_box()
        assert at is not None and box is not None
        assert box["x"] >= 0 and box["x"] + box["width"] <= DESKTOP["width"]
        assert box["y"] >= 0 and box["y"] + box["height"] <= DESKTOP["height"]
        below, above = box["y"] - (at["y"] + at["height"]), at["y"] - (box["y"] + box["height"])
        assert 0 <= max(below, above) < 60


def test_the_keyboard_opens_pins_and_closes(page: Page) -> None:
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.closest('nav') !== null"):
        page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    assert first.startswith("figure-")
    expect(page.locator(f"[id='{first}']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(f"[id='{first}']")).to_be_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == first
    page.keyboard.press("Enter")
    expect(page.locator(f"[id='{first}']")).to_be_visible()
    expect(page.locator(f"[id='{first}'] .close")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    second = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    assert second != first
    expect(page.locator(f"[id='{second}']")).to_be_visible()
    expect(page.locator(f"[id='{first}']")).to_be_hidden()


def test_a_tap_opens_a_source_and_a_tap_elsewhere_closes_it(browser: Browser, built: Path) -> None:
    page = opened(browser, built, viewport=PHONE, has_touch=True, is_mobile=True)
    page.tap(FORWARDED)
    expect(source(page)).to_be_visible()
    box = source(page).bounding_box()
    assert box is not None and box["x"] == 0 and box["width"] == PHONE["width"]
    assert round(box["y"] + box["height"]) == PHONE["height"]
    page.locator("h1").tap(force=True)
    expect(source(page)).to_be_hidden()
    page.tap(FORWARDED)
    page.tap(".source:popover-open .close")
    expect(source(page)).to_be_hidden()
    assert "#" not in page.url
    page.context.close()


def test_nothing_overflows_a_phone(browser: Browser, built: Path) -> None:
    page = opened(browser, built, viewport=PHONE, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_violation(browser: Browser, built: Path, scheme: str, viewport: dict[str, int]) -> None:
    page = opened(browser, built, color_scheme=scheme, viewport=viewport)
    for is_open in [False, True]:
        if is_open:
            page.click(FORWARDED)
            expect(source(page)).to_be_visible()
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
    page.context.close()


def test_no_request_leaves_the_page(browser: Browser, built: Path) -> None:
    context = browser.new_context()
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    page = context.new_page()
    address = (built / "report.html").as_uri()
    page.goto(address)
    page.hover(FORWARDED)
    page.click(FORWARDED)
    page.wait_for_timeout(300)
    assert [url for url in requests if not url.startswith("data:")] == [address]
    # Even a script that found its way in could send nothing.
    sent = "fetch('https://example.org/').then(() => 'sent', () => 'blocked')"
    assert page.evaluate(sent) == "blocked"
    assert [url for url in requests if not url.startswith("data:")] == [address]
    context.close()


def test_the_text_and_the_sources_need_no_script(browser: Browser, built: Path, page: Page) -> None:
    bare = opened(browser, built, java_script_enabled=False)
    text = without_space(bare.inner_text("main"))
    assert text == without_space(page.inner_text("main"))
    assert "全年共办理上级转送信访事项146件" in text
    bare.hover(FORWARDED)
    expect(source(bare)).to_be_visible()
    bare.mouse.move(5, 5)
    expect(source(bare)).to_be_hidden()
    bare.focus(FORWARDED)
    expect(source(bare)).to_be_visible()
    bare.click(FORWARDED)
    bare.mouse.move(5, 5)
    expect(source(bare)).to_be_visible()
    bare.click(".source:target .close")
    bare.locator("body").click(position={"x": 5, "y": 5})
    expect(source(bare)).to_be_hidden()
    bare.context.close()


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_numerals_are_those_of_the_pdf(built: Path, page: Page) -> None:
    output = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", built / "report.pdf", "-"], capture_output=True, text=True, check=True
    )
    # The text before the annex, without page numbers and banners.
    lines = [line for line in output.stdout.split("附件")[0].splitlines() if not line.startswith("—")]
    printed = re.findall(r"\d[\d.]*", without_space("".join(lines)))
    narrative = without_space(page.inner_text("main").split("附件")[0])
    assert len(printed) > 30
    assert re.findall(r"\d[\d.]*", narrative) == printed


def test_the_page_carries_the_figures(built: Path, page: Page) -> None:
    carried = page.locator("script#figures").text_content()
    assert carried is not None
    figures = json.loads(carried)
    assert figures == json.loads((built / "figures.json").read_text(encoding="utf-8"))
    series = figures["series"].items()
    members = {f"{name}.{key}": member for name, whole in series for key, member in whole["members"].items()}
    known = figures["figures"] | members
    for data in page.locator("data").all():
        figure = known[data.get_attribute("data-figure")]
        assert data.get_attribute("value") == (figure["value"] or "")


def test_the_structure_is_that_of_a_document(page: Page) -> None:
    assert page.get_attribute("html", "lang") == "zh-CN"
    assert page.locator("h1").count() == 1
    levels = [int(heading.evaluate("e => e.tagName[1]")) for heading in page.locator("h1, h2, h3, h4").all()]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for header in page.locator("thead th").all():
        assert header.get_attribute("scope") == "col"
    # A figure's row is known by the figure's name, a sheet's by the sheet's.
    for table, column in [(".annex table >> nth=0", 1), (".annex table >> nth=1", 0)]:
        rows = page.locator(table).locator("tbody tr")
        assert rows.count() > 10
        for row in rows.all():
            cells = row.locator("> *").evaluate_all("cells => cells.map(cell => [cell.localName, cell.scope ?? ''])")
            assert [at for at, cell in enumerate(cells) if cell == ["th", "row"]] == [column]
            assert sum(name == "th" for name, _ in cells) == 1
    expect(page.locator(".banner")).to_have_text("样例数据·非正式文件")


def test_paper_has_the_text_and_nothing_of_the_screen(page: Page) -> None:
    page.hover(FORWARDED)
    page.emulate_media(media="print")
    for screen in ["nav", ".source:popover-open", ".banner"]:
        expect(page.locator(screen).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert len(page.pdf(prefer_css_page_size=True)) > 10_000


def test_a_link_to_a_source_opens_it(browser: Browser, built: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((built / "report.html").as_uri() + "#figure-petitions.on_time_rate")
    expect(source(page, "petitions.on_time_rate")).to_be_visible()
    expect(source(page, "petitions.on_time_rate")).to_contain_text("在期限内办结的转送交办信访事项 156件")
    context.close()


def test_an_edition_for_publication_shows_no_cells(tmp_path: Path, browser: Browser) -> None:
    build(tmp_path, "--formats", "html", "--for", "publication")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    # What the report was made of is named with its digest, as in the PDF.
    text, count = re.subn(r'<script type="application/json" id="provenance">.*?</script>', "", text, flags=re.DOTALL)
    assert count == 1
    for word in [".xlsx", "A4:A11", "符合条件的行数", "lineage"]:
        assert word not in text, word
    page = opened(browser, tmp_path)
    page.hover(FORWARDED)
    expect(source(page)).to_contain_text("台账计算")
    page.context.close()


def test_python_gives_the_page_without_writing_it(built: Path) -> None:
    assert nb.open(SAMPLE).html() == (built / "report.html").read_bytes()


def test_the_page_is_small(built: Path) -> None:
    assert (built / "report.html").stat().st_size < 1_000_000
