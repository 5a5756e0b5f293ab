"""A real CalDAV server (Radicale) in a process of its own, with one user and their calendars."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from requests.auth import HTTPBasicAuth

from tests.rig.children import around
from tests.rig.ports import free_port

USER, PASSWORD = "mara", "pässword of mara"
_COLLECTION = """<?xml version="1.0" encoding="utf-8"?>
<create xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>
<resourcetype><collection/><C:calendar/></resourcetype><displayname>{name}</displayname>
<C:supported-calendar-component-set><C:comp name="{component}"/></C:supported-calendar-component-set>
</prop></set></create>""".replace("create", "mkcol")


@dataclass(frozen=True, slots=True)
class CalDavServer:
    """The running server. `address` is that of the server, as a person enters it."""

    address: str

    def add_calendar(self, key: str, name: str, component: str = "VEVENT") -> str:
        """Create a calendar of the user, and return its address."""
        place = f"{self.address}/{USER}/{key}/"
        body = _COLLECTION.format(name=name, component=component)
        self._send("MKCOL", place, body, "application/xml")
        return place

    def put(self, calendar: str, uid: str, ics: bytes) -> None:
        """Add or replace one event of a calendar."""
        self._send("PUT", f"{calendar}{uid}.ics", ics.decode(), "text/calendar")

    def delete(self, calendar: str, uid: str) -> None:
        """Delete one event of a calendar."""
        self._send("DELETE", f"{calendar}{uid}.ics", "", "text/plain")

    def clear(self) -> None:
        """Delete every calendar of the user."""
        requests.delete(f"{self.address}/{USER}/", auth=HTTPBasicAuth(USER.encode(), PASSWORD.encode()), timeout=60)

    def _send(self, method: str, place: str, body: str, kind: str) -> None:
        requests.request(
            method, place, data=body.encode(), headers={"Content-Type": f"{kind}; charset=utf-8"},
            auth=HTTPBasicAuth(USER.encode(), PASSWORD.encode()), timeout=60,
        ).raise_for_status()  # fmt: skip


@pytest.fixture(scope="session")
def caldav_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalDavServer]:
    """Run the server for all tests that ask for it."""
    folder: Path = tmp_path_factory.mktemp("radicale")
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    port = free_port()
    config = folder / "config"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder / 'users'}\n"
        f"htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {folder / 'data'}\n"
        "[logging]\nlevel = error\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", str(config)], env=around(folder),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    server = CalDavServer(f"http://localhost:{port}")
    _wait(server, process)
    yield server
    process.terminate()
    process.wait(timeout=30)


def _wait(server: CalDavServer, process: "subprocess.Popen[bytes]") -> None:
    for _try in range(300):
        assert process.poll() is None, "Radicale has ended"
        try:
            requests.get(server.address, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("Radicale hasn't started")
