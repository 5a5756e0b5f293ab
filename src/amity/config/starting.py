"""`amity init` and `amity migrate`: an empty instance, ready for its first person."""

import argparse
import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency import commands as agency
from amity.backups import schema
from amity.config import migrating
from amity.config.upgrade import get_tables_ready
from amity.people.queries import actor_for
from amity.people.sign_in import commands as sign_in_commands
from amity.shared.errors import Invalid, Refused


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `init` and `migrate`."""
    init = subparsers.add_parser("init", help="create an empty instance with its first person")
    init.add_argument(
        "--admin", required=True, metavar="EMAIL", help="the first person: administrator, director, finance"
    )
    init.add_argument("--name", default="", help="the first person's name (default: from the address)")
    init.add_argument("--agency", default="", help="the agency's name")
    init.add_argument(
        "--currency", default="", help="three letters, for example EUR; if omitted, the first page asks for it"
    )
    init.add_argument(
        "--country",
        default="",
        help="two letters, for example DE, for the calendar; if omitted, the first page asks for it",
    )
    init.add_argument(
        "--timezone", default="", help="for example Europe/Berlin; if omitted, the first page asks for it"
    )
    init.add_argument("--password-file", type=Path, metavar="F", help="file with the password in its first line")
    init.add_argument("--json", action="store_true", help="print JSON")
    init.set_defaults(run=init_agency)
    migrate = subparsers.add_parser("migrate", help="update the database to this version")
    migrate.set_defaults(run=bring_up_to_date)


def bring_up_to_date(chosen: argparse.Namespace) -> int:
    """Run the migrations. Raises `Refused` for a database of a newer version."""
    if newer := schema.unknown_here():
        raise Refused(f"the database is from a newer Amity ({newer[0]}). Install that version.")
    migrating.migrate(tell=print)
    return 0


def init_agency(chosen: argparse.Namespace) -> int:
    """Migrate, create the agency and its first person. Print the link to choose a password unless a file has one."""
    password, now = _password(chosen.password_file), timezone.now()
    get_tables_ready(now=now)
    name = chosen.name or chosen.admin.partition("@")[0].replace(".", " ").title()
    locale = f"en_{chosen.country.upper()}" if chosen.country.upper() in {"GB", "IE", "US"} else "en_GB"
    with transaction.atomic():
        first = sign_in_commands.first_person(
            mail=chosen.admin, name=name, locale=locale, time_zone=chosen.timezone, now=now
        )
        frame = agency.Frame(chosen.agency, chosen.currency.upper(), chosen.country.upper(), chosen.timezone)
        agency.set_up_agency(by=actor_for(first.person, "cli"), frame=frame, now=now)
        if password:
            sign_in_commands.choose_password(person_id=first.person.pk, password=password, now=now)
    link = "" if password else first.link
    if chosen.json:
        print(json.dumps({"admin": first.person.mail, "link": link or None}))
    else:
        print(_("Amity is ready for %(mail)s.") % {"mail": first.person.mail})
        if link:
            print(_("Choose a password within 14 days. The link works once: %(link)s") % {"link": link})
    return 0


def _password(file: Path | None) -> str:
    if file is None:
        return ""
    lines = file.read_text().splitlines()
    if not lines or not lines[0]:
        raise Invalid(_("%(file)s has no password in its first line.") % {"file": file}, field="password")
    return lines[0]
