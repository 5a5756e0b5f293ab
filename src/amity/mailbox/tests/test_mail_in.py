"""`amity mail-in` as a mail server's pipe runs it: a process that reads one email from standard input."""

import json
from functools import partial

import pytest

from tests.rig.commands import start
from tests.rig.database import lay_tables

SERVER = "mx.agency.example"


def email(sender="ada@x.example", vouched=True, number=1):
    proof = f"Authentication-Results: {SERVER}; dmarc=pass header.from=x.example\n" if vouched else ""
    return (
        f"{proof}From: Ada <{sender}>\nTo: out@x.example\nSubject: Banner ready\nMessage-ID: <{number}@x.example>\n"
        "Date: Mon, 23 Nov 2026 09:00:00 +0000\n\nTo: cleo@osprey.example\n\nHello Cleo,\n\nIt is ready.\n"
    )


@pytest.fixture
def pipe(amity, tmp_path):
    """Set up an instance with Ada as its administrator, and return a function that runs `amity` there."""
    lay_tables(tmp_path / "data")
    password = tmp_path / "password"
    password.write_text("a sentence kept in mind\n")

    made = amity(tmp_path / "data", "init", "--admin", "ada@x.example", "--password-file", password, "--json")
    assert json.loads(made.stdout)["admin"] == "ada@x.example"
    return partial(amity, tmp_path / "data")


def outcome(ended):
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.strip()


def test_the_pipe_answers_a_colleague_once_and_a_stranger_never(pipe, tmp_path):
    def answered(text):
        return outcome(pipe("mail-in", "--server", SERVER, text=text))

    assert answered(email("eve@else.example")) == "ignored"
    assert answered(email(vouched=False, number=2)) == "refused"
    piped = start(tmp_path / "data", "mail-in", "--server", SERVER, text=email())
    assert [outcome(piped), answered(email())] == ["refused", "known"], "no account has that contact yet"


def test_without_the_servers_name_nothing_is_read(pipe):
    ended = pipe("mail-in", text=email())

    assert ended.returncode == 2
    assert "--server" in ended.stderr
