"""Fill an empty instance (`AMITY_DATA`, `DATABASE_URL`) with a large agency: `python -m bench.seed`."""

import argparse
import json
import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.config.settings")
django.setup()

from django.db import connection
from django.utils import timezone

from amity.agency.jobs import merge_changes
from amity.config.migrating import migrate
from bench.seed.agency import Size, seed_agency
from bench.seed.crew import PASSWORD


def main() -> int:
    """Make the agency and print how to sign in."""
    chosen = _asked()
    migrate()
    began = time.monotonic()
    size = Size(chosen.accounts, chosen.projects, chosen.people, chosen.entries, chosen.months)
    staff = seed_agency(
        size=size, seed=chosen.seed, now=timezone.now(),
        tell=lambda step: None if chosen.json else print(f"  {step}", flush=True),
    )  # fmt: skip
    merge_changes(timezone.now())  # as the worker does within the hour
    _vacuum()
    seconds = time.monotonic() - began
    if chosen.json:
        print(json.dumps({"entries": size.entries, "seconds": seconds, "password": PASSWORD, **staff.doors}))
        return 0
    print(f"{size.entries:,} entries in {round(seconds)} s.")
    for role, email in staff.doors.items():
        print(f"  {role}: {email}")
    print(f"The password of all three is “{PASSWORD}”.")
    return 0


def _vacuum() -> None:
    """Tidy up after a million new rows, as PostgreSQL does by itself within minutes, beside whoever measures then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.seed", description="Fill an empty instance to measure with.")
    parser.add_argument("--accounts", type=int, default=200)
    parser.add_argument("--projects", type=int, default=1_000)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--months", type=int, default=6, help="months with time, the newest before this one")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other entries")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
