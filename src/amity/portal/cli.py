"""`amity client-code`: print a code for a contact, where there is no email server."""

import argparse

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.portal.visitors.sending import code_for


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `client-code`."""
    parser = subparsers.add_parser("client-code", help="print the code that a contact asked for on the client pages")
    parser.add_argument("mail", metavar="EMAIL", help="the contact's email address")
    parser.set_defaults(run=run_client_code)


def run_client_code(chosen: argparse.Namespace) -> int:
    """Print a new code for the contact's latest request. It replaces the one that was sent."""
    code = code_for(address=chosen.mail, now=timezone.now())
    if not code:
        print(_("No contact with this address has asked for a code in the last 10 minutes."))
        return 1
    print(code)
    return 0
