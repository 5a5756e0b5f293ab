"""A real OpenID Connect provider in a process of its own, with the clock of the test."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from tests.rig.children import around

SERVE = """
import os
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
import logging
logging.disable()
import oidc_provider_mock
with oidc_provider_mock.run_server_in_thread(require_client_registration=True) as server:
    print(server.server_port, flush=True)
    input()
"""


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """The running provider. `register` makes a client, `knows` a person."""

    issuer: str

    def register(self, redirect: str) -> tuple[str, str]:
        """Return the id and the secret of a new client that may be sent back to this address."""
        answer = requests.post(f"{self.issuer}/oauth2/clients", json={"redirect_uris": [redirect]}, timeout=60)
        answer.raise_for_status()
        return answer.json()["client_id"], answer.json()["client_secret"]

    def knows(self, subject: str, **claims: Any) -> None:
        """Add or change a person."""
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=60).raise_for_status()

    def sign_in(self, client: Client, subject: str, start: str = "/sign-in/provider/") -> str:
        """Go to the provider from Amity, sign in there, and return the path that leads back."""
        return self.authorize(client.get(start).headers["Location"], subject)

    def authorize(self, address: str, subject: str) -> str:
        """Sign in at the provider, and return the path that leads back to Amity."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=60)
        back = urlsplit(answer.headers["Location"])
        assert "code" in parse_qs(back.query), answer.headers["Location"]
        return f"{back.path}?{back.query}"


@pytest.fixture(scope="session")
def provider_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IdentityProvider]:
    """Run the provider for all tests that ask for it."""
    folder: Path = tmp_path_factory.mktemp("provider")
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE], env=around(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    port = process.stdout.readline().strip()
    assert port, "the provider hasn't started"
    yield IdentityProvider(f"http://localhost:{port}")
    process.communicate("\n", timeout=30)
