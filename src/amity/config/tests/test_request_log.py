"""One line for each request: what it names, and that nothing a person or program sent is in it."""

import io
import json
import logging
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as amity_settings
from django.test import Client
from django.utils import timezone

from amity.config import first
from amity.config.operations.log_filters import HideTokens, without_secrets
from amity.config.operations.log_format import JsonLine, TextLine
from amity.people import rules
from amity.people.tokens import commands as tokens
from amity.shared.log_context import log_fields
from tests.builders import PASSWORD, acting

SECRET = "Kq7sEcReTvalueX"


@pytest.fixture
def log():
    """Return a function that returns the lines that the console handler has written, each as its fields."""
    written = io.StringIO()
    console = next(
        handler for handler in logging.getLogger().handlers
        if isinstance(handler, logging.StreamHandler) and any(isinstance(one, HideTokens) for one in handler.filters)
    )  # fmt: skip
    before, formatter = console.setStream(written), console.formatter
    console.setFormatter(JsonLine())
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    console.setStream(before)
    console.setFormatter(formatter)


def answered(log):
    return [line for line in log() if line["logger"] == "amity.request"]


def test_a_page_is_one_line_with_its_route_person_time_and_queries(client, mara, log):
    client.force_login(mara)
    answer = client.get("/settings/me/?tab=1")
    (line,) = answered(log)

    assert {name: line[name] for name in ("method", "route", "status", "person")} == {
        "method": "GET", "route": "/settings/me/", "status": 200, "person": mara.pk,
    }  # fmt: skip
    assert (line["ms"] > 0, line["queries"] > 2) == (True, True)
    assert answer.headers["X-Request-ID"] == line["request"]


def test_a_request_of_a_program_names_the_person_of_its_token(client, mara, log):
    made = tokens.make_token(by=acting(mara), name="t", scopes=rules.SCOPES, days=9, now=timezone.now())
    client.get("/api/v1/accounts/17", headers={"Authorization": f"Bearer {made.secret}"})

    assert [(line["route"], line["status"], line["person"]) for line in answered(log)] == [
        ("/api/v1/accounts/{int:account_id}".replace("{", "<").replace("}", ">"), 404, mara.pk)
    ]


@pytest.mark.parametrize(
    ("proxies", "sent", "used"),
    [(1, "0af-123.XYZ_9", True), (1, "short", False), (1, "x" * 65, False), (1, "a b\tc=12345", False),
     (0, "0af-123.XYZ_9", False)],
)  # fmt: skip
def test_the_id_of_a_trusted_proxy_is_used_if_it_is_well_formed(agency, client, settings, proxies, sent, used):
    settings.ENVIRONMENT = replace(amity_settings.ENVIRONMENT, trust_proxy=proxies)
    answer = client.get("/sign-in/", headers={"X-Request-ID": sent})

    assert (answer.headers["X-Request-ID"] == sent) is used
    assert len(answer.headers["X-Request-ID"]) >= 8


def test_nothing_that_was_sent_is_in_the_log(agency, mara, log, monkeypatch):
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    sent: Any = {"HTTP_X_REQUEST_ID": SECRET, "HTTP_REFERER": f"http://testserver/{SECRET}", "HTTP_USER_AGENT": SECRET,
            "HTTP_AUTHORIZATION": f"Bearer {SECRET}", "HTTP_COOKIE": f"amity_session={SECRET}"}  # fmt: skip
    for path in (f"/{SECRET}/", f"/welcome/{SECRET}/", f"/sign-in/?next={SECRET}", f"/api/v1/{SECRET}?q={SECRET}",
                 f"/accounts/{SECRET}/", f"/forgotten/6-{SECRET}/", f"/static/{SECRET}.js"):  # fmt: skip
        client.get(path, **sent)
        client.post(path, {"login": f"{SECRET}@x.example", "password": SECRET, SECRET: SECRET}, **sent)
        client.generic(SECRET, path, SECRET.encode(), content_type="application/json", **sent)
    trusting = Client(raise_request_exception=False)
    trusting.post("/sign-in/", {"login": f"{SECRET}@x.example", "password": SECRET})
    trusting.post("/sign-in/", {"login": mara.mail, "password": f"{PASSWORD}{SECRET}"})

    def quote():
        raise ValueError(f"invalid literal for int(): {SECRET} of {mara.mail}")

    monkeypatch.setattr(first, "agency", quote)
    trusting.force_login(mara)
    trusting.get(f"/?q={SECRET}")
    text = json.dumps(log())

    assert len(answered(log)) >= 20
    assert "ValueError" in text
    assert [word for word in (SECRET, mara.mail, mara.name, PASSWORD) if word in text] == []


def test_an_error_is_logged_as_its_kind_and_place_without_what_it_quotes():
    try:
        try:
            int(SECRET)
        except ValueError as fault:
            raise LookupError(f"{SECRET} is unknown") from fault
    except LookupError:
        record = logging.getLogger("amity").makeRecord("amity.x", 40, "", 0, "failed", (), _caught())
    line = json.loads(JsonLine().format(record))

    assert line["error"] == "LookupError from ValueError"
    assert "test_request_log.py" in line["trace"][-1]
    assert SECRET not in JsonLine().format(record) + TextLine().format(record)


def _caught():
    import sys

    return sys.exc_info()


def test_lines_of_a_job_carry_its_id_in_a_terminal_too():
    record = logging.getLogger("amity").makeRecord("amity.jobs", 20, "", 0, "job %s", ("done",), None)
    record.fields = {"ms": 12.5}
    with log_fields(job=7):
        line = TextLine().format(record)

    assert line.endswith("INFO amity.jobs: job done job=7 ms=12.5")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("connection to postgres://amity:pw@db/amity failed", "connection to postgres://amity:…@db/amity failed"),
        ("mail to ada.l+x@agency.example refused", "mail to … refused"),
        ("Not found: /search/?q=secret&x=1 here", "Not found: /search/?… here"),
        ("Authorization: Bearer abc.def", "Authorization: …"),
        ("token amity_0123456789abcdef01 unknown", "token … unknown"),
        ("amity.request: nothing to hide", "amity.request: nothing to hide"),
    ],
)
def test_secrets_are_cut_wherever_they_are_quoted(text, left):
    assert without_secrets(text) == left
