"""Photograph every page of the demo once a route, at three widths, light and dark, to be looked at by a person.

Walks the links from the first page as each person of the table, and says where a page is wider than its window, where
the browser complains, and what did not answer. Usage: `python -m tooling.every_page --to FOLDER [--data FOLDER]
[--look 1440-light --look 390-dark]`.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.rig import chromium
from tooling.screenshots import demo_served, sign_in

WHO = ("Petra Lang", "Nadia Ferrer", "Joachim Ebner", "Lotte Vries", "Gus Adeyemi")
LOOKS = tuple((width, theme) for width in (1440, 1024, 390) for theme in ("light", "dark"))
MOST = 120
LINKS = "all => all.map(one => one.getAttribute('href'))"
NO_PAGES = re.compile(r"/(sign-out|files|api)/|\.(pdf|csv|xlsx|json)$|/print/|/statement/")


def main() -> int:
    """Take the screenshots. Return 1 if something was wrong."""
    parser = argparse.ArgumentParser(description="Photograph every page of the demo.")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="folder of a demo that is built already")
    parser.add_argument("--look", action="append", choices=[f"{width}-{theme}" for width, theme in LOOKS])
    chosen = parser.parse_args()
    looks = [look for look in LOOKS if not chosen.look or "{}-{}".format(*look) in chosen.look]
    wrong: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_served(chosen.data or Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=str(chromium.find_or_install(playwright)), args=chromium.FLAGS
        )
        seen: set[str] = set()
        for who in WHO:
            pages = list(_pages(browser, address, who, seen, wrong))
            for width, theme in looks:
                wrong += _photograph(browser, address, who, pages, (width, theme), chosen.to)
        browser.close()
    print("\n".join(wrong) or "Nothing was wrong.")
    return 1 if wrong else 0


def _pages(browser: Browser, address: str, who: str, seen: set[str], wrong: list[str]) -> Iterator[str]:
    """Yield one URL of each kind (ignoring numbers and chosen words) that no one has shown yet, breadth first."""
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, address, who)
    waiting, queued = [urlsplit(page.url).path], set[str]()
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        try:
            answer = page.goto(address + path, wait_until="domcontentloaded")
        except Error:  # a file that is taken as a download
            continue
        if answer is None or not answer.ok:
            wrong.append(f"{who}: {path} answered {answer.status if answer else 'nothing'}")
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        if _kind(path) not in seen:
            seen.add(_kind(path))
            yield path
        for link in page.eval_on_selector_all("a[href]:not([download])", LINKS):
            target = urlsplit(link)
            if target.netloc or not target.path.startswith("/") or NO_PAGES.search(target.path):
                continue
            if _kind(target.path) not in queued:
                queued.add(_kind(target.path))
                waiting.append(target.path)
    context.close()


def _photograph(
    browser: Browser, address: str, who: str, pages: list[str], look: tuple[int, str], to: Path
) -> list[str]:
    width, theme = look
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if theme == "dark" else "light", locale="en-IE"
    )
    page, wrong = context.new_page(), list[str]()
    page.on("console", lambda said: wrong.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    sign_in(page, address, who)
    folder = to / f"{width}-{theme}"
    folder.mkdir(parents=True, exist_ok=True)
    for path in pages:
        page.goto(address + path, wait_until="networkidle")
        _take(page, folder / f"{_kind(path).strip('/').replace('/', '-') or 'start'}.png")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"{path} is wider than {width} px")
    context.close()
    return wrong


def _take(page: Page, file: Path) -> None:
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.screenshot(path=file, full_page=True)


def _kind(path: str) -> str:
    """Return the URL without its numbers, as pages of one kind look alike."""
    return re.sub(r"\d[\dW-]*", "n", path)


if __name__ == "__main__":
    sys.exit(main())
