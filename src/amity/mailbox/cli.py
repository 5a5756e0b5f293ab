"""`amity mail-in`: take an email to the gate from a mail server's pipe."""

import argparse
import sys

from django.utils import timezone

from amity.mailbox.messages.vouching import Profile
from amity.mailbox.to_gate.commands import receive

MOST_BYTES = 40_000_000


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `mail-in`."""
    mail_in = subparsers.add_parser(
        "mail-in", help="take an email for Going out from a mail server’s pipe (standard input)"
    )
    mail_in.add_argument(
        "--server", required=True, metavar="NAME",
        help="the name your mail server writes into Authentication-Results, for example mx.agency.example",
    )  # fmt: skip
    mail_in.set_defaults(run=run_mail_in)


def run_mail_in(chosen: argparse.Namespace) -> int:
    """Read one email from standard input, and print what became of it. 0 also if it was refused with an answer."""
    raw = sys.stdin.buffer.read(MOST_BYTES)
    print(receive(raw, profile=Profile("", chosen.server), now=timezone.now()).outcome)
    return 0
