"""Pages in a real browser. A page that logs an error, breaks the content policy or leaves the server fails its test."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.contrib.staticfiles.views import serve
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.http import HttpRequest, HttpResponseBase
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.rig import chromium, clock
from tests.rig.roomy import roomy

Viewport = Literal["desktop", "phone"]
Theme = Literal["light", "dark"]
SIZES: dict[str, tuple[int, int]] = {"desktop": (1280, 900), "phone": (390, 844)}
# Scripts of a page read the clock of the test, as its server does.
AHEAD = """
(() => {
  const Here = Date;
  globalThis.Date = class Date extends Here {
    constructor(...given) { given.length ? super(...given) : super(Here.now() + AHEAD); }
    static now() { return Here.now() + AHEAD; }
  };
})();
"""
OWN_SCHEMES = {"data", "blob", "about"}
PATIENCE, GLANCE = 60_000, 20_000
"""Milliseconds for a page to open, and for something to appear on it. The machine may be busy."""


@dataclass
class Faults:
    """Faults of a page, such as console errors, that no page of Amity may have."""

    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Record the page's errors and every request that leaves the machine."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"script error: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.found.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in OWN_SCHEMES and address.hostname not in {"127.0.0.1", "localhost"}:
            self.found.append(f"left the server: {request.url}")


def serve_to_keep(files: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
    """Return a file that the browser asks for once. By the clock of a test it's too new for the browser to keep it."""
    answer: HttpResponseBase = serve(request, files.file_path(request.path), insecure=True)
    answer.headers["Cache-Control"] = "max-age=315360000"
    return answer


class NewPage(Protocol):
    """Opens a page of its own session: `new_page(viewport="phone", theme="dark")`."""

    def __call__(
        self,
        *,
        viewport: Viewport = "desktop",
        theme: Theme = "light",
        javascript: bool = True,
        faults_allowed: bool = False,
    ) -> Page:
        """Return a page. `faults_allowed` is for tests that provoke an error response on purpose."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for the session.

    The server writes a response in several parts. Without TCP_NODELAY each part waits 40 ms for the previous one.
    """
    expect.set_options(timeout=GLANCE)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setattr(WSGIRequestHandler, "disable_nagle_algorithm", True)
        patch.setattr(ThreadedWSGIServer, "process_request_thread", roomy(ThreadedWSGIServer.process_request_thread))
        patch.setattr(StaticFilesHandler, "serve", serve_to_keep)
        path = chromium.find_or_install(playwright)
        running = playwright.chromium.launch(executable_path=str(path), args=chromium.FLAGS)
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Return a factory of pages, each with its own cookies. Their faults fail the test at its end."""
    contexts = []
    faults = Faults()

    def open_page(
        *,
        viewport: Viewport = "desktop",
        theme: Theme = "light",
        javascript: bool = True,
        faults_allowed: bool = False,
    ) -> Page:
        width, height = SIZES[viewport]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            java_script_enabled=javascript,
            has_touch=viewport == "phone",
            reduced_motion="reduce",
            locale="en-GB",
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(AHEAD.replace("AHEAD", str(round(clock.ahead() * 1000))))
        contexts.append(context)
        page = context.new_page()
        if not faults_allowed:
            faults.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults.found, "\n".join(faults.found)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """Return a desktop page in the light theme."""
    return new_page()
