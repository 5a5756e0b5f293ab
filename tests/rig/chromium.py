"""A Chromium for the journeys: the machine's, Playwright's, or one installed now. Fails if there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright

LIGHT = "chromium-headless-shell"
"""Chromium without windows: the same engine, with about half the processor time for a page."""
NAMES = (LIGHT, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
    """Return a Chromium, installed if need be, the light one if it can be. Raise `NoChromium` with the attempts."""
    if not shutil.which(LIGHT):
        for command in _by_apt(LIGHT):
            subprocess.run(command, capture_output=True, check=False)
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
    ways = _by_apt("chromium")
    ways.append([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"])
    ways.append([sys.executable, "-m", "playwright", "install", "chromium"])
    return ways


def _by_apt(package: str) -> list[list[str]]:
    """Return the commands that install a package of Debian's, none for those who can't."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return []
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "--no-remove", package]
    return [["apt-get", "update", "-q"], install]
