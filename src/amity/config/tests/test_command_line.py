"""init, doctor, rotate-key, and the settings that guard a public instance."""

import json
import subprocess
from functools import partial

import pytest

from amity.config import upgrade
from amity.config.environment import make_key
from tests.rig.commands import start
from tests.rig.database import lay_tables, make_tables
from tests.rig.migrated import FILE


@pytest.fixture
def here(amity, tmp_path):
    """Return what runs a command on the folder of this test."""
    return partial(amity, tmp_path / "data")


@pytest.fixture
def key(tmp_path):
    """Create the signing key of an instance without a database."""
    (tmp_path / "data").mkdir()
    make_key(tmp_path / "data" / "secret_key")
    return tmp_path / "data" / "secret_key"


def test_init_makes_an_instance_once_and_prints_a_link(here, tmp_path):
    lay_tables(tmp_path / "data")
    made = start(
        tmp_path / "data", "init", "--admin", "ada@x.example", "--currency", "EUR", "--country", "DE", "--json"
    )
    again = here("init", "--admin", "ada@x.example")

    assert (made.returncode, made.stderr, again.returncode) == (0, "", 3)
    assert json.loads(made.stdout)["link"].startswith("http://127.0.0.1:8000/welcome/")
    assert again.stderr == "amity: This agency already has people; invite others from Settings.\n"


def test_init_makes_the_tables_of_a_new_database(here, tmp_path, monkeypatch):
    monkeypatch.setattr(upgrade, "migrate", make_tables)

    made = here("init", "--admin", "ada@x.example")

    assert (made.returncode, made.stderr) == (0, "")
    assert (tmp_path / "data" / FILE).stat().st_size > 0


def test_a_weak_password_file_leaves_no_half_made_instance(here, tmp_path):
    weak, good = tmp_path / "weak", tmp_path / "good"
    weak.write_text("short\n")
    good.write_text("a sentence kept in mind\n")
    lay_tables(tmp_path / "data")

    refused = here("init", "--admin", "ada@x.example", "--password-file", str(weak))
    made = here("init", "--admin", "ada@x.example", "--password-file", str(good), "--json")

    assert (refused.returncode, "too short" in refused.stderr) == (3, True)
    assert json.loads(made.stdout) == {"admin": "ada@x.example", "link": None}


@pytest.mark.parametrize(
    ("environment", "words"),
    [({"AMITY_DEBUG": "1"}, "AMITY_DEBUG"), ({"AMITY_URL": "http://amity.example.com"}, "not https")],
)
def test_the_doctor_fails_on_what_is_unsafe(here, key, environment, words):
    answer = here("doctor", **environment)

    assert (answer.returncode, words in answer.stdout) == (1, True)


def test_the_doctor_fails_on_a_key_that_others_can_read(here, key):
    key.chmod(0o644)

    assert "can be read by others" in here("doctor").stdout


def test_the_doctor_fails_on_a_key_inside_a_git_tree(here, key, tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert "git tree" in here("doctor").stdout

    (tmp_path / ".gitignore").write_text("data/\n")
    assert "git tree" not in here("doctor").stdout


def test_a_rotated_key_comes_first_and_the_older_one_can_be_forgotten(here, key):
    old = key.read_text().split()

    here("rotate-key")
    assert key.read_text().split()[1:] == old
    here("rotate-key", "--forget")
    assert len(key.read_text().split()) == 1
    assert key.read_text().split() != old
    assert key.stat().st_mode & 0o077 == 0


def test_a_wrong_setting_stops_the_start_and_is_named(tmp_path):
    answer = start(tmp_path / "data", "manage", "version", AMITY_URL="amity", AMITY_COLOUR="red")

    assert "AMITY_URL must look like" in answer.stderr
    assert "AMITY_COLOUR is no setting" in answer.stderr
    assert answer.returncode == 1


def test_over_tls_cookies_are_secure_and_browsers_get_hsts(here):
    names = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS"
    script = f"from django.conf import settings as s; print({names})"

    answer = here("manage", "shell", "-v0", "-c", script, AMITY_URL="https://amity.example.com")

    assert answer.stdout.split() == ["True", "True", "31536000"]
