"""`make screenshots`: build the demo in a folder of its own, serve it, and photograph every page of the table below.

A page that is missing, shows an error or is too large a picture stops the run, so that the README never has old
pictures. Usage: `python -m tooling.screenshots [--only NAME] [--to FOLDER] [--data FOLDER]`.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.rig import chromium

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
EXPORT = ROOT / "tooling" / "harvest-november.csv"
LARGEST = 250_000
DESK, PHONE = (1440, 860), (390, 844)
READY_SECONDS = 60


class Failed(SystemExit):
    """A picture could not be taken. The message has its name and the reason."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its file, the person, and the way to the page.

    `path` is opened first. `links` are the texts of links followed from there. `upload` imports the export, and then
    `presses` a button. `expects` must then be on the page.
    """

    name: str
    who: str
    path: str
    expects: str
    links: tuple[str, ...] = ()
    phone: bool = False
    dark: bool = False
    upload: bool = False
    presses: str = ""


NADIA, PETRA, LOTTE, JOACHIM = "Nadia Ferrer", "Petra Lang", "Lotte Vries", "Joachim Ebner"
RAVI, CLARA = "Ravi Menon", "Clara Weiss"
SHOTS = (
    Shot("sign-in", "", "/sign-in/", "Nadia Ferrer"),
    Shot("today", NADIA, "/", "comes first"),
    Shot("status", RAVI, "/status/", "answered"),
    Shot("health", NADIA, "/accounts/health/", "Health against margin"),
    Shot("insights", NADIA, "/insights/", "Why for Osprey Rail"),
    Shot("decision", NADIA, "/accounts/1/plan/#decision-log", "Welsh", ("Do we launch the ticket app in Welsh too?",)),
    Shot("services-map", NADIA, "/growth/", "White space"),
    Shot("review", NADIA, "/accounts/1/reviews/", "Progress towards the target", ("July to September",)),
    Shot("accounts", NADIA, "/accounts/", "Osprey Rail"),
    Shot("account", NADIA, "/accounts/", "Helen Marsh", ("Osprey Rail",)),
    Shot("account-money", NADIA, "/accounts/", "Gap to target", ("Osprey Rail", "Money")),
    Shot("account-money-dark", NADIA, "/accounts/", "Gap to target", ("Osprey Rail", "Money"), dark=True),
    Shot("account-phone", NADIA, "/accounts/", "Helen Marsh", ("Osprey Rail",), phone=True),
    Shot("portfolio", PETRA, "/money/", "Tessel Bank"),
    Shot("portfolio-dark", PETRA, "/money/", "Tessel Bank", dark=True),
    Shot("work", NADIA, "/work/", "below target"),
    Shot("project", NADIA, "/work/", "App build", ("Ticket app relaunch",)),
    Shot("found", PETRA, "/found/", "Cardiff station campaign"),
    Shot("found-phone", PETRA, "/found/", "Cardiff station campaign", phone=True),
    Shot("questions", PETRA, "/questions/", "How is each project paid?"),
    Shot("import-names", PETRA, "/imports/", "L. Vriess", upload=True),
    Shot("import-preview", PETRA, "/imports/", "Preview of", upload=True, presses="Preview without"),
    Shot("time", LOTTE, "/time/", "Time"),
    Shot("week", LOTTE, "/time/week/", "logged of"),
    Shot("day-phone", LOTTE, "/time/week/", "Add time", phone=True),
    Shot("retainer", NADIA, "/retainers/", "This period", ("Shop and campaign care",)),
    Shot("retainer-dark", NADIA, "/retainers/", "This period", ("Shop and campaign care",), dark=True),
    Shot("month-end", PETRA, "/money/month-end/", "Before you can close"),
    Shot("ahead", JOACHIM, "/money/ahead/", "Utilisation"),
    Shot("expenses", PETRA, "/expenses/", "Receipts"),
    Shot("who-does-what", NADIA, "/accounts/", "Set by three answers", ("Osprey Rail", "People", "Who does what")),
    Shot("brief", NADIA, "/work/", "Spring promotion", ("Spring promotion",)),
    Shot("agreement", CLARA, "/agreements/", "SOW-36", ("Patient booking",)),
    Shot("handoff", NADIA, "/handoffs/", "Hand-off", ("Timetable",)),
    Shot("tokens", PETRA, "/settings/me/tokens/", "New token"),
)


def main() -> int:
    """Take the pictures asked for and say what was written."""
    parser = argparse.ArgumentParser(description="Take the pictures of docs/pictures again.")
    parser.add_argument("--only", action="append", default=[], help="name of one picture; may be given again")
    parser.add_argument("--to", type=Path, default=PICTURES)
    parser.add_argument("--data", type=Path, help="folder of a demo that is built already")
    chosen = parser.parse_args()
    shots = [shot for shot in SHOTS if not chosen.only or shot.name in chosen.only]
    chosen.to.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_served(chosen.data or Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        path = chromium.find_or_install(playwright)
        browser = playwright.chromium.launch(executable_path=str(path), args=chromium.FLAGS)
        faults = [fault for shot in shots if (fault := _take(browser, address, shot, chosen.to))]
        browser.close()
    if faults:
        raise Failed("\n".join(faults))
    return 0


@contextmanager
def demo_served(data: Path) -> Iterator[str]:
    """Serve a demo on a free port during the block. Yield its URL."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AMITY_")}
    environment |= {"AMITY_DATA": str(data), "AMITY_URL": address}
    environment.pop("DATABASE_URL", None)
    amity = [sys.executable, "-m", "amity.config.cli"]
    subprocess.run([*amity, "demo", "--if-empty"], env=environment, check=True)
    server = subprocess.Popen([*amity, "serve", "--port", str(port)], env=environment)
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(60)


def _wait_for(address: str) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/sign-in/", timeout=5).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    raise Failed(f"nothing answered on {address} within {READY_SECONDS} s")


def _take(browser: Browser, address: str, shot: Shot, folder: Path) -> str:
    """Take a picture. Return what went wrong, or ""."""
    width, height = PHONE if shot.phone else DESK
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
        locale="en-IE",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    file = folder / f"{shot.name}.png"
    try:
        _go(page, address, shot)
        page.screenshot(path=file)
    except (Error, Failed, OSError) as fault:  # every picture that fails is named, not only the first
        return f"{shot.name}: {str(fault).splitlines()[0]} on {page.url}"
    finally:
        context.close()
    size = file.stat().st_size
    print(f"{size:>9,}  {file.name}", flush=True)
    return f"{shot.name}: {size:,} bytes, more than {LARGEST:,}" if size > LARGEST else ""


def _go(page: Page, address: str, shot: Shot) -> None:
    if shot.who:
        sign_in(page, address, shot.who)
    _open(page, f"{address}{shot.path}")
    for words in shot.links:
        page.locator("main").get_by_role("link", name=words).first.click()
        page.wait_for_load_state("networkidle")
    if shot.upload:
        page.locator("input[type=file]").first.set_input_files(EXPORT)
        page.get_by_role("button", name="Read the file").click()
        page.wait_for_load_state("networkidle")
        if shot.presses:
            page.get_by_role("button", name=shot.presses).click()
    page.locator("body", has_text=shot.expects).wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")


def _open(page: Page, url: str) -> None:
    answer = page.goto(url, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise Failed(f"{url} answered {answer.status if answer else 'nothing'}")


def sign_in(page: Page, address: str, who: str) -> None:
    """Through the door that the demo's sign-in page lists."""
    _open(page, f"{address}/sign-in/")
    page.get_by_role("button", name=who).click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


if __name__ == "__main__":
    sys.exit(main())
