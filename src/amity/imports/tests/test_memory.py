"""A file near the size limit is read in little memory, by its own process."""

import json
import subprocess
import sys

import pytest

from tests.rig.children import around
from tests.rig.database import lay_tables

pytestmark = pytest.mark.hammer
MOST_MEGABYTES = 300
HEADER = "Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name,Billable Rate,Currency\n"
# The system's own figure for a process (`ru_maxrss`) starts with that of its parent process.
MEASURED = """
import sys
from pathlib import Path
from amity.config.cli import main
code = main(sys.argv[1:])
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024, file=sys.stderr)
raise SystemExit(code)
"""


@pytest.fixture
def amity(tmp_path):
    """Return a function that runs a command on its own instance, on SQLite: (exit code, output, peak megabytes)."""

    def run(*words):
        asked = [sys.executable, "-c", MEASURED, *map(str, words)]
        ended = subprocess.run(asked, env=around(tmp_path / "data"), capture_output=True, text=True, check=False)
        last = ended.stderr.strip().rpartition("\n")[2]
        assert last.isdecimal(), ended.stderr
        return ended.returncode, ended.stdout, int(last)

    lay_tables(tmp_path / "data")
    run("init", "--admin", "ada@x.example", "--currency", "EUR", "--country", "DE", "--timezone", "Europe/Berlin")
    return run


def long_rows(path, *, rows, width):
    text = "long " * (width // 5)
    with path.open("w") as out:
        out.write(HEADER)
        for number in range(rows):
            day = f"2026-{1 + number % 9:02d}-{1 + number % 28:02d}"
            out.write(f"{day},Osprey,Site,Design,{number} {text},1,Yes,Tim,Berg,95.0,EUR\n")
    return path


def test_a_file_of_200_megabytes_stays_under_300_megabytes_of_memory(amity, tmp_path):
    file = long_rows(tmp_path / "long.csv", rows=2_100, width=95_000)
    assert 199_000_000 < file.stat().st_size < 250_000_000

    code, output, megabytes = amity("import", "harvest", file, "--create-missing", "--dry-run", "--json")

    assert (code, json.loads(output)["created"]) == (0, 2_100)
    assert megabytes < MOST_MEGABYTES
