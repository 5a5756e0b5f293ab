"""`amity doctor`: find what is unsafe, broken or missing. Exit 1 if something is unsafe or broken. Changes nothing."""

import argparse
import json
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import connection

from amity.agency.queries import agency
from amity.backups import schema
from amity.config.data_folder import open_to_others, write_fault
from amity.config.doctor import checks
from amity.config.doctor.checks import Finding
from amity.config.keys import key_file
from amity.outbox.queries import mail_server_configured
from amity.people import demo_doors, queries

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `doctor`."""
    doctor = subparsers.add_parser(
        "doctor", help="report what is unsafe, broken or missing; exit 1 for unsafe or broken"
    )
    doctor.add_argument("--json", action="store_true", help="print JSON")
    doctor.set_defaults(run=answer)


def answer(chosen: argparse.Namespace) -> int:
    """Print the findings."""
    found = list(findings())
    if chosen.json:
        print(json.dumps([asdict(one) for one in found]))
    else:
        for one in found:
            print(f"{one.kind}: {one.sentence}")
        print("" if found else "Nothing is unsafe, broken or missing.", end="\n" if not found else "")
    return 1 if any(one.kind in {"unsafe", "broken"} for one in found) else 0


def findings() -> Iterator[Finding]:
    """Yield all findings."""
    yield from _web()
    yield from _secrets(key_file())
    yield from _folders(settings.ENVIRONMENT.data)
    yield from _clock(datetime.now(UTC))
    if not mail_server_configured():
        yield Finding("missing", "no mail server (AMITY_MAIL_URL): mails are kept, links are shown to who invites")
    faults = list(checks.database_works())
    yield from faults
    if not faults:
        now = datetime.now(UTC)
        yield from agency_findings()
        yield from checks.work_goes_on(now)
        yield from checks.last_backup(now)
        yield from checks.files_and_rows(now)


def _web() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("unsafe", "AMITY_DEBUG is on: errors show the inside to whoever meets one")
    url = urlsplit(settings.ENVIRONMENT.url)
    if url.scheme == "http" and url.hostname not in LOOPBACK:
        yield Finding("unsafe", f"AMITY_URL {settings.ENVIRONMENT.url} is not https: passwords travel in the open")
    if url.scheme == "https" and not settings.ENVIRONMENT.trust_proxy:
        yield Finding("note", "AMITY_TRUST_PROXY is off: behind a proxy Amity takes every request for plain http")
    if "*" in settings.ALLOWED_HOSTS:
        yield Finding("unsafe", "AMITY_HOSTS answers to every name")
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Finding("missing", "static files are not collected: `amity serve` and `amity web` do it at their start")


def _secrets(file: Path) -> Iterator[Finding]:
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield Finding("unsafe", f"{file} can be read by others: chmod 600 it")
    if _in_git(file):
        yield Finding("unsafe", f"{file} lies in a git tree that does not ignore it: move AMITY_DATA or ignore it")
    if len(settings.SECRET_KEY_FALLBACKS) > 2:
        yield Finding("note", "several old signing keys still work: `amity rotate-key --forget` drops them")


def _in_git(file: Path) -> bool:
    git = shutil.which("git")
    if git is None or not any((folder / ".git").exists() for folder in file.parents):
        return False
    ignored = subprocess.run([git, "-C", str(file.parent), "check-ignore", "-q", str(file)], check=False)  # noqa: S603
    return ignored.returncode == 1


def _folders(data: Path) -> Iterator[Finding]:
    if fault := write_fault(data):
        yield Finding("broken", f"{data} cannot be written to: {fault}")
    if stat.S_IMODE(data.stat().st_mode) & 0o007:
        yield Finding("note", f"{data} can be entered by every user of this machine: chmod 700 it")
    for one in open_to_others(data):
        yield Finding("unsafe", f"{one} can be read by every user of this machine: chmod o-rwx it")
    if shutil.disk_usage(data).free < 500_000_000:
        yield Finding("note", f"less than 500 MB are free for {data}")


def _clock(now: datetime) -> Iterator[Finding]:
    if not 2026 <= now.year <= 2100:
        yield Finding("broken", f"the clock says {now:%Y-%m-%d}")
    if "Europe/Berlin" not in available_timezones():
        yield Finding("broken", "this machine has no time zone data")


def agency_findings() -> Iterator[Finding]:
    """Yield what is wrong with the agency's database and settings."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            if cursor.fetchone() is None:
                yield Finding("note", "PostgreSQL has no pg_trgm: search gives the same answers, only slower")
    if encoding := schema.other_encoding():
        yield Finding(
            "unsafe",
            f"the database is encoded in {encoding}: make a backup, and restore it into one made with "
            "`createdb --encoding=UTF8 --template=template0`",
        )
    own = agency()
    missing = [name for name in ("currency", "country", "time_zone") if not getattr(own, name)]
    if missing:
        yield Finding("missing", f"the agency has no {', '.join(missing).replace('_', ' ')} yet: the first page asks")
    yield from _demo(is_demo=own.is_demo)


def _demo(*, is_demo: bool) -> Iterator[Finding]:
    reachable = urlsplit(settings.ENVIRONMENT.url).hostname not in LOOPBACK
    if is_demo and reachable:
        yield Finding("unsafe", "this is a demo whose sign-ins everybody sees, and it can be reached from outside")
    if is_demo:
        return
    for door in demo_doors.known_passwords():
        found = queries.people().filter(is_active=True).exclude(mail=None).exclude(password="")[:500]
        if any(check_password(door, person.password) for person in found if person.has_usable_password()):
            yield Finding("unsafe", "somebody still signs in with a password of the demo")
