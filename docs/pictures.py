"""The pictures of the README: each output of the sample as its reader sees it.

An output that the build doesn't write, and a preview that the command doesn't have, is passed over and said.
Usage: pictures.py NIANBAO PROJECT FOLDER
"""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

# What a README shows well, and what it should weigh at most.
HEIGHT = 900
LIMIT = 150_000
GAP = 24
DESK = "#e8e8e4"


def save(picture: Image.Image, path: Path) -> None:
    """Save with as many colours as the weight allows."""
    for colours in [256, 128, 64, 32, 16]:
        picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LIMIT:
            break
    print(f"{path}: {picture.width} × {picture.height}, {path.stat().st_size // 1000} kB")


def beside(pictures: list[Image.Image]) -> Image.Image:
    """Lay pictures of one height beside each other."""
    height = max(picture.height for picture in pictures)
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) + 1)
    whole = Image.new("RGB", (width, height + 2 * GAP), DESK)
    left = GAP
    for picture in pictures:
        whole.paste(picture, (left, GAP))
        left += picture.width + GAP
    return whole


def page_of(pdf: Path, number: int, work: Path) -> Image.Image:
    """Draw a page of a PDF."""
    prefix = work / f"{pdf.stem}-{number}"
    size = ["-scale-to-x", "-1", "-scale-to-y", str(HEIGHT)]
    command = ["pdftoppm", "-png", "-singlefile", "-f", str(number), *size, pdf, prefix]
    subprocess.run(command, check=True)
    return Image.open(prefix.with_suffix(".png"))


def page_with(pdf: Path, words: str, work: Path) -> Image.Image:
    """Draw the first page with these words."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    pages = text.split("\f")
    number = next(number for number, page in enumerate(pages, start=1) if words in page)
    return page_of(pdf, number, work)


# The official faces are not free. The same substitutes stand in for them as on the page.
FACES = {
    "方正小标宋简体": "FandolSong",
    "仿宋_GB2312": "FandolFang R",
    "黑体": "FandolHei",
    "楷体_GB2312": "FandolKai",
    "宋体": "FandolSong",
}


def with_faces(work: Path) -> dict[str, str]:
    """Give an environment in which an office program finds the substitutes by the official names."""
    folder = os.environ.get("NIANBAO_FONT_DIR", "")
    test, edit = "<test name='family'><string>{}</string></test>", "<edit name='family' mode='assign' binding='strong'>"
    alias = f"<match>{test}{edit}<string>{{}}</string></edit></match>"
    aliases = "".join(alias.format(official, substitute) for official, substitute in FACES.items())
    file = work / "fonts.conf"
    include = "<include ignore_missing='yes'>/etc/fonts/fonts.conf</include>"
    file.write_text(f"<fontconfig>{include}<dir>{folder}</dir>{aliases}</fontconfig>", encoding="utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}


def by_office(file: Path, work: Path) -> Path:
    """Convert to PDF as an office program prints it."""
    profile = f"-env:UserInstallation=file://{work / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", work / file.suffix[1:], file]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=with_faces(work))
    return work / file.suffix[1:] / f"{file.stem}.pdf"


def shot(page: Page, path: Path) -> Image.Image:
    page.screenshot(path=path)
    return Image.open(path)


def web(browser: Browser, out: Path, work: Path) -> Image.Image:
    """Show the page on a desk and on a phone, a figure's source open."""
    pictures = []
    for name, width, scale in [("desk", 1120, 1.0), ("phone", 390, 1.0)]:
        page = browser.new_page(viewport={"width": width, "height": HEIGHT}, device_scale_factor=scale, locale="zh-CN")
        page.goto((out / "report.html").as_uri())
        figure = page.locator("main a.figure[href='#figure-petitions.on_time_rate']").first
        figure.evaluate("figure => figure.scrollIntoView({ block: 'center' })")
        figure.click()
        pictures.append(shot(page, work / f"{name}.png"))
        page.close()
    return beside(pictures)


def text(browser: Browser, out: Path, work: Path) -> Image.Image:
    """Show the beginnings of the plain text and of the Markdown in a fixed face."""
    pictures = []
    for name in ["report.txt", "report.md"]:
        begin = html.escape((out / name).read_text(encoding="utf-8")[:6000])
        page = browser.new_page(viewport={"width": 760, "height": HEIGHT})
        style = "margin:0;padding:20px;font:13px/1.65 'Noto Sans Mono CJK SC',monospace;white-space:pre-wrap"
        page.set_content(f"<body style='margin:0'><pre style=\"{style}\">{begin}</pre>")
        pictures.append(shot(page, work / f"{name}.png"))
        page.close()
    return beside(pictures)


def preview(browser: Browser, nianbao: Path, project: Path, work: Path) -> Image.Image | None:
    """Show the preview with a finding beside the page; nothing without the command."""
    if subprocess.run([nianbao, "watch", "--help"], capture_output=True, check=False).returncode != 0:
        return None
    folder = Path(shutil.copytree(project, work / "preview", ignore=shutil.ignore_patterns("out")))
    narrative = folder / "narrative" / "report.typ"
    bound = narrative.read_text(encoding="utf-8")
    narrative.write_text(bound.replace('#fig("petitions.forwarded")', "164件"), encoding="utf-8")
    command = [nianbao, "watch", "--project", folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as watching:
        try:
            assert watching.stdout is not None
            found = (re.search(r"http://127\.0\.0\.1:\d+/\S*", line) for line in watching.stdout)
            address = next((match.group() for match in found if match), None)
            if address is None:
                return None
            page = browser.new_page(viewport={"width": 1440, "height": HEIGHT}, locale="zh-CN")
            # It is live: the network never falls silent.
            page.goto(address, wait_until="load")
            page.wait_for_timeout(5_000)
            return shot(page, work / "preview.png")
        finally:
            watching.terminate()


def main() -> None:
    nianbao, project, folder = (Path(argument).resolve() for argument in sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        work = Path(name)
        out = work / "out"
        subprocess.run([nianbao, "build", "--project", project, "--out", out], check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        pdf = out / "report.pdf"
        pictures: dict[str, Image.Image | None] = {
            "page": beside([page_of(pdf, 1, work), page_with(pdf, "数字一览表", work)]),
            "web": web(browser, out, work),
            "text": text(browser, out, work),
            "preview": preview(browser, nianbao, project, work),
        }
        annex, word = out / "internal" / "annex.xlsx", out / "report.docx"
        if annex.is_file():
            pictures["annex"] = page_with(by_office(annex, work), "党组中心组专题学法", work)
        if word.is_file():
            pictures["word"] = beside([page_of(by_office(word, work), number, work) for number in [1, 2]])
        browser.close()
        for known in ["page", "web", "word", "annex", "text", "preview"]:
            picture = pictures.get(known)
            if picture is None:
                print(f"no picture of {known}: this version doesn't have it")
            else:
                save(picture, folder / f"{known}.png")


main()
