"""The preview in a real browser: what an edit replaces and what it leaves, where a finding leads, and what a reader sees."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

NIANBAO = Path(sys.executable).with_name("nianbao")
NARRATIVE = "narrative/report.typ"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}

Edit = Callable[[str, str, str], Path]


class Preview:
    """The command as it runs, and the address that it gives."""

    def __init__(self, folder: Path) -> None:
        command = [str(NIANBAO), "watch", "--project", str(folder), "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
        assert self.process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+/", self.process.stdout.readline())
        assert found is not None
        self.address = found[0]

    def end(self) -> int:
        """End it as Ctrl-C does, and give the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


@pytest.fixture
def preview(folder: Path) -> Iterator[Preview]:
    preview = Preview(folder)
    yield preview
    preview.process.kill()
    preview.process.communicate()


def opened(browser: Browser, preview: Preview, **options: Any) -> Page:
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN", **options})
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.goto(preview.address)
    page.wait_for_selector(".sheet img")
    return page


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    page = opened(browser, preview)
    yield page
    page.context.close()


def test_an_edit_replaces_the_page_that_it_changes_and_moves_nothing(page: Page, edit: Edit) -> None:
    page.locator("#pages").evaluate("pages => pages.scrollTop = 3000")
    page.locator(".sheet img").evaluate_all("images => images.forEach(image => image.className = 'former')")
    expect(page.locator(".former")).to_have_count(12)
    edit(NARRATIVE, "制定年度学法计划", "细化年度学法计划")
    expect(page.locator(".former")).to_have_count(11, timeout=120_000)
    expect(page.locator(".sheet img")).to_have_count(12)
    assert page.locator("#pages").evaluate("pages => pages.scrollTop") == 3000


def test_the_web_page_follows_and_stays_where_it_is_read(page: Page, edit: Edit) -> None:
    page.check("[value=report]")
    shown = page.frame_locator("#report iframe:not(.coming)")
    expect(shown.locator("main")).to_contain_text("制定年度学法计划")
    shown.locator("html").evaluate("html => html.scrollTo({ top: 900, behavior: 'instant' })")
    edit(NARRATIVE, "制定年度学法计划", "细化年度学法计划")
    expect(shown.locator("main")).to_contain_text("细化年度学法计划", timeout=120_000)
    expect(page.locator("#report iframe")).to_have_count(1)
    assert shown.locator("html").evaluate("html => html.scrollTop") == 900
    # And so does a reload of the whole.
    page.reload()
    expect(page.locator("[value=report]")).to_be_checked()


def test_a_finding_leads_to_its_place_on_the_page(page: Page, edit: Edit) -> None:
    edit(NARRATIVE, "全年研究议题", "新建站点99个，全年研究议题")
    expect(page.locator("#state")).to_have_text("已是最新：1 个错误，0 个警告，5 个提示", timeout=120_000)
    expect(page.locator("#findings")).to_contain_text("“99个”没有来源")
    expect(page.locator("#about")).to_contain_text("无来源 1")
    page.check("[value=report]")
    page.get_by_role("button", name="第 3 页").press("Enter")
    expect(page.locator("[value=pages]")).to_be_checked()
    expect(page.locator(".sheet:nth-child(3) .marker")).to_be_in_viewport()


def test_a_problem_stands_above_the_last_report_until_it_is_mended(page: Page, edit: Edit) -> None:
    expect(page.locator("#problem")).to_be_hidden()
    edit("nianbao.toml", "[report]", "[report")
    expect(page.get_by_role("alert")).to_contain_text("nianbao.toml:2:8:", timeout=120_000)
    expect(page.get_by_role("alert")).to_contain_text("以下仍是上一次编译成的报告")
    expect(page.locator("#state")).to_have_text("未能编译")
    expect(page.locator(".sheet img")).to_have_count(12)
    edit("nianbao.toml", "[report", "[report]")
    expect(page.locator("#problem")).to_be_hidden(timeout=120_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_violation(
    browser: Browser, preview: Preview, edit: Edit, scheme: str, viewport: dict[str, int]
) -> None:
    page = opened(browser, preview, color_scheme=scheme, viewport=viewport)
    edit(NARRATIVE, "全年研究议题", "新建站点99个，全年研究议题")
    expect(page.locator("#findings")).to_contain_text("“99个”没有来源", timeout=120_000)
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    for shown in ["pages", "report", "problem"]:
        if shown == "problem":
            edit(NARRATIVE, "99个", "#nosuch()")
            page.wait_for_selector("#problem:not([hidden])")
        else:
            page.check(f"[value={shown}]")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
    page.context.close()


def test_no_request_leaves_the_machine(browser: Browser, preview: Preview) -> None:
    context = browser.new_context()
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    page = context.new_page()
    page.goto(preview.address)
    page.check("[value=report]")
    expect(page.frame_locator("#report iframe").locator("h1")).to_be_visible(timeout=120_000)
    assert len(requests) > 4
    assert [url for url in requests if not url.startswith((preview.address, "data:"))] == []
    sent = "fetch('https://example.org/').then(() => 'sent', () => 'blocked')"
    assert page.evaluate(sent) == "blocked"
    context.close()


def test_ctrl_c_ends_the_command_of_the_wheel_and_the_page_says_so(page: Page, preview: Preview) -> None:
    assert preview.end() == 0
    expect(page.locator("#gone")).to_have_text(
        "预览已结束，请重新运行 nianbao watch 并打开新的预览地址", timeout=60_000
    )
