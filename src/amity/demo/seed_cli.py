"""`amity seed`."""

import argparse
import json
import time

from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.demo.seed import Size, seed_agency
from amity.demo.seed_crew import PASSWORD


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `amity seed`."""
    parser = subparsers.add_parser("seed", help="fill an empty instance with a large agency, to measure with")
    parser.add_argument("--accounts", type=int, default=200)
    parser.add_argument("--projects", type=int, default=1_000)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--months", type=int, default=6, help="months with time, the newest before this one")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other entries")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    parser.set_defaults(run=run_seed)


def run_seed(chosen: argparse.Namespace) -> int:
    """Make the agency and say how to sign in."""
    call_command("migrate", verbosity=0, interactive=False)
    began = time.monotonic()
    size = Size(chosen.accounts, chosen.projects, chosen.people, chosen.entries, chosen.months)
    staff = seed_agency(
        size=size, seed=chosen.seed, now=timezone.now(),
        tell=lambda step: None if chosen.json else print(f"  {step}", flush=True),
    )  # fmt: skip
    seconds = time.monotonic() - began
    if chosen.json:
        print(json.dumps({"entries": size.entries, "seconds": seconds, "password": PASSWORD, **staff.doors}))
        return 0
    print(_("%(entries)s entries in %(seconds)s s.") % {"entries": f"{size.entries:,}", "seconds": round(seconds)})
    for what, mail in staff.doors.items():
        print(f"  {what}: {mail}")
    print(_("The password of all three is “%(password)s”.") % {"password": PASSWORD})
    return 0
