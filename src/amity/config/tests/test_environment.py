"""What the environment gives at the very first start."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from amity.config.environment import BadEnvironment, secret_keys

STARTERS = 12


def test_who_starts_at_the_same_moment_signs_with_the_same_key(tmp_path):
    together = Barrier(STARTERS, timeout=20)

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
