"""Shared steps of journeys: an own server, signing in, importing a file, waiting for background work."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from amity.jobs import rules, runner
from amity.jobs.models import Job
from amity.people.models import Person
from tests.builders import PASSWORD
from tests.journeys.keys import press
from tests.rig import children
from tests.rig.browser import GLANCE
from tests.rig.database import lay_tables
from tests.rig.patience import wait_for
from tests.rig.ports import free_port

AMITY = [sys.executable, "-m", "amity.config.cli"]
READY_SECONDS = 90


@contextmanager
def own_instance(data: Path, admin: str) -> Iterator[str]:
    """Serve a new instance, made by `amity init`, with `amity serve` on a free port. Yield its URL."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = children.around(data, AMITY_URL=address)
    secret = data / "password"
    lay_tables(data)
    secret.write_text(f"{PASSWORD}\n")
    frame = ["--currency", "USD", "--country", "US", "--timezone", "America/New_York", "--agency", "Halden"]
    begin = [*AMITY, "init", "--admin", admin, *frame, "--password-file", str(secret)]
    subprocess.run(begin, env=environment, check=True, capture_output=True)
    server = subprocess.Popen([*AMITY, "serve", "--port", str(port)], env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"{address}/sign-in/")
        yield address
    finally:
        server.terminate()
        server.wait(60)


def _wait_for(address: str) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own http address
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


def sign_in(page: Page, address: str, mail: str) -> None:
    """Give the browser a session of this person. It opens no page: signing in has journeys of its own."""
    client = Client()
    client.force_login(Person.objects.get(mail=mail))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


def sign_in_by_keyboard(page: Page, address: str, mail: str) -> None:
    """Sign in as a person does: address, password, Enter."""
    page.goto(f"{address}/sign-in/")
    page.get_by_label("Email address").focus()
    page.keyboard.type(mail)
    page.get_by_label("Password").focus()
    page.keyboard.type(PASSWORD)
    press(page, "Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def bring(page: Page, address: str, file: Path, *, tool: str = "", project: str = "") -> None:
    """Import a file on the page of imports."""
    page.goto(f"{address}/imports/")
    if tool:
        page.locator(f"input[name=tool][value={tool}]").check(force=True)
    page.locator("input[name=file]").set_input_files(file)
    if project:
        page.locator("input[name=project]").fill(project)
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_load_state()


def press_and_wait(page: Page, button: Locator) -> None:
    """Press a button that leads to another page, or back to this one, and wait until that page is loaded."""
    with page.expect_navigation():
        button.click()


def wait_until(page: Page, expression: str) -> None:
    """Wait until an expression is true on the page.

    `page.wait_for_function` asks a second time from within the page, which the content policy refuses.
    """
    wait_for(lambda: page.evaluate(expression), expression, seconds=GLANCE / 1000)


def work_off() -> None:
    """Run the waiting background jobs, since the live server has no worker."""
    for job_id in Job.objects.filter(state=rules.QUEUED).order_by("pk").values_list("pk", flat=True):
        runner.run(job_id)
