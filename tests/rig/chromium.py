"""A Chromium for the journeys: the machine's, Playwright's, or one installed now. Fails if there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
]


class NoChromium(RuntimeError):
    """No Chromium is available."""


def find(playwright: Playwright) -> Path | None:
    """Return an installed Chromium, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return Path(path)
    own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def find_or_install(playwright: Playwright) -> Path:
    """Return a Chromium, installed if need be. Raise `NoChromium` with the attempts."""
    if path := find(playwright):
        return path
    tried = []
    for command in _ways():
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        if path := find(playwright):
            return path
        tried.append(f"{' '.join(command)}: {(ended.stderr or ended.stdout).strip()[-500:]}")
    raise NoChromium("The journeys need a Chromium and none could be installed.\n" + "\n".join(tried))


def _ways() -> list[list[str]]:
    ways = []
    if os.geteuid() == 0 and shutil.which("apt-get"):
        ways += [["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]]
    ways.append([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"])
    ways.append([sys.executable, "-m", "playwright", "install", "chromium"])
    return ways
