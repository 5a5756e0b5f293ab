"""`amity demo`: an instance with a demo agency."""

import argparse
import sys
import time

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.config.upgrade import get_tables_ready
from amity.demo.build import SEED, build_demo
from amity.demo.crew import NAME, PASSWORD
from amity.demo.fortnight.play import play
from amity.people.queries import people


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `demo`."""
    parser = subparsers.add_parser("demo", help="fill an empty instance with a demo agency")
    parser.add_argument("--if-empty", action="store_true", help="do nothing if the instance already has people")
    parser.add_argument("--seed", type=int, default=SEED, help="a different number gives a different history")
    parser.add_argument("--play", action="store_true", help="play a fortnight of it instead, and print each morning")
    parser.set_defaults(run=run_demo)


def run_demo(chosen: argparse.Namespace) -> int:
    """Build the demo and print how to sign in. The exit code is also 0 if there was nothing to do."""
    get_tables_ready(now=timezone.now())
    if chosen.if_empty and people().exists():
        return 0
    if chosen.play:
        print(play(lambda step: print(f"  {step}", file=sys.stderr, flush=True)), end="")
        return 0
    began = time.monotonic()
    print(_("Building the demo agency %(name)s …") % {"name": NAME}, flush=True)
    entries = build_demo(now=timezone.now(), seed=chosen.seed, tell=lambda step: print(f"  {step}", flush=True))
    seconds = round(time.monotonic() - began)
    print(_("%(entries)s entries in %(seconds)s s.") % {"entries": f"{entries:,}", "seconds": seconds})
    print(
        _("The sign-in page lists the demo users. They all have the password “%(password)s”.") % {"password": PASSWORD}
    )
    return 0
