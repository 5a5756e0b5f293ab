"""`amity mail-in` as a mail server's pipe runs it: a process that reads one email from standard input."""

import json
import subprocess
import sys

import pytest

from tests.rig import children
from tests.rig.database import lay_tables

SERVER = "mx.agency.example"


def email(sender="ada@x.example", vouched=True, number=1):
    proof = f"Authentication-Results: {SERVER}; dmarc=pass header.from=x.example\n" if vouched else ""
    return (
        f"{proof}From: Ada <{sender}>\nTo: out@x.example\nSubject: Banner ready\nMessage-ID: <{number}@x.example>\n"
        "Date: Mon, 23 Nov 2026 09:00:00 +0000\n\nTo: cleo@osprey.example\n\nHello Cleo,\n\nIt is ready.\n"
    )


@pytest.fixture
def pipe(tmp_path):
    """Set up an instance with Ada as its administrator, and return a function that runs `amity` there."""
    lay_tables(tmp_path / "data")
    password = tmp_path / "password"
    password.write_text("a sentence kept in mind\n")

    def run(*words, text=""):
        return subprocess.run(
            [sys.executable, "-m", "amity.config.cli", *words], env=children.around(tmp_path / "data"), input=text,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    made = run("init", "--admin", "ada@x.example", "--password-file", str(password), "--json")
    assert json.loads(made.stdout)["admin"] == "ada@x.example"
    return run


def test_the_pipe_answers_a_colleague_once_and_a_stranger_never(pipe):
    def outcome(text):
        ended = pipe("mail-in", "--server", SERVER, text=text)
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout.strip()

    assert outcome(email("eve@else.example")) == "ignored"
    assert outcome(email(vouched=False, number=2)) == "refused"
    assert [outcome(email()), outcome(email())] == ["refused", "known"], "no account has that contact yet"


def test_without_the_servers_name_nothing_is_read(pipe):
    ended = pipe("mail-in", text=email())

    assert ended.returncode == 2
    assert "--server" in ended.stderr
