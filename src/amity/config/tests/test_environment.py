"""Environment variables and keys at the very first start."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from amity.config.environment import BadEnvironment, read, secret_keys

STARTERS = 12


def test_who_starts_at_the_same_moment_signs_with_the_same_key(tmp_path):
    together = Barrier(STARTERS, timeout=60)

    def start(number):
        keys = []
        for first in range(20):
            together.wait()
            keys.append(secret_keys(tmp_path / f"key-{first}"))
        return keys

    with ThreadPoolExecutor(STARTERS) as crew:
        found = list(crew.map(start, range(STARTERS)))

    assert all(keys == found[0] for keys in found)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(f"key-{first}" for first in range(20))
    assert {one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {0o600}


def test_a_key_that_is_too_short_stops_the_start(tmp_path):
    (tmp_path / "secret_key").write_text("short\n")

    with pytest.raises(BadEnvironment, match="at least 50"):
        secret_keys(tmp_path / "secret_key")


@pytest.mark.parametrize(
    ("url", "answered"),
    [
        ("https://amity.example.com", ["amity.example.com", "extra.example"]),
        ("http://127.0.0.1:8000", ["127.0.0.1", "extra.example", "localhost"]),
    ],
)
def test_names_of_this_machine_are_answered_only_where_the_public_one_is_one(monkeypatch, tmp_path, url, answered):
    for name, text in {"AMITY_DATA": str(tmp_path), "AMITY_URL": url, "AMITY_HOSTS": "extra.example"}.items():
        monkeypatch.setenv(name, text)

    assert read().hosts == answered


@pytest.mark.parametrize(("text", "proxies"), [("", 0), ("1", 1), ("true", 1), ("2", 2)])
def test_a_number_of_proxies_is_trusted(monkeypatch, tmp_path, text, proxies):
    monkeypatch.setenv("AMITY_DATA", str(tmp_path))
    monkeypatch.setenv("AMITY_TRUST_PROXY", text)

    assert read().trust_proxy == proxies
