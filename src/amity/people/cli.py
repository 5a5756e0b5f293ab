"""`amity let-in`: let an administrator in again who has lost the password or the second factor."""

import argparse

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.people.sign_in import commands


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `let-in`."""
    let_in = subparsers.add_parser(
        "let-in", help="let an administrator in again: without second factor, with a link for a new password"
    )
    let_in.add_argument("mail", metavar="EMAIL", help="the administrator's email address")
    let_in.set_defaults(run=run_let_in)


def run_let_in(chosen: argparse.Namespace) -> int:
    """Remove the second factor, allow passwords, and print the link."""
    invited = commands.let_in(mail=chosen.mail, now=timezone.now())
    print(_("%(mail)s can sign in again, without a second factor.") % {"mail": invited.person.mail})
    print(_("Choose a password within 14 days. The link works once: %(link)s") % {"link": invited.link})
    return 0
