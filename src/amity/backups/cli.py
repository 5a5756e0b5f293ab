"""`amity backup` and `amity restore`."""

import argparse
import json
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from amity.backups import commands, queries, rules
from amity.backups.models import Backup
from amity.backups.restore import restore
from amity.shared.actor import Actor

ARCHIVE = ".zip"
BY = Actor(kind="job", id=0, label="amity backup", through="cli")


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this part's sub-commands."""
    backup = subparsers.add_parser("backup", help="write database, stored files and key to one file, while in use")
    backup.add_argument(
        "to", nargs="?", type=Path, metavar="TO", help="a folder, or a new file ending in .zip (default: as scheduled)"
    )
    backup.add_argument("--without-key", action="store_true", help="leave the secret key out; store it elsewhere")
    backup.add_argument("--no-verify", action="store_true", help="don't restore the backup to check it")
    backup.add_argument("--json", action="store_true", help="print JSON")
    backup.set_defaults(run=run_backup)
    back = subparsers.add_parser("restore", help="restore a backup into an empty AMITY_DATA and an empty database")
    back.add_argument("archive", type=Path, metavar="FROM", help="a file that `amity backup` wrote")
    back.add_argument("--replace", action="store_true", help="move the data that is there aside, then restore")
    back.add_argument("--json", action="store_true", help="print JSON")
    back.set_defaults(run=run_restore)


def run_backup(chosen: argparse.Namespace) -> int:
    """Make a backup and print the result."""
    now = timezone.now()
    backup = commands.make_backup(
        by=BY, kind=rules.MANUAL, to=target(chosen.to, rules.MANUAL, now), now=now,
        with_key=not chosen.without_key, check=not chosen.no_verify,
    )  # fmt: skip
    if chosen.json:
        names = ("path", "size", "checked", "rows", "files", "faulty_files")
        print(json.dumps({name: getattr(backup, name) for name in names}))
    else:
        print("\n".join(described(backup, with_key=not chosen.without_key)))
    return 0


def run_restore(chosen: argparse.Namespace) -> int:
    """Restore a backup and print what to do next."""
    restored = restore(chosen.archive.resolve(), replace=chosen.replace, now=timezone.now())
    stated = restored.manifest
    if chosen.json:
        print(json.dumps({"rows": stated.rows, "files": len(stated.files), "aside": restored.aside}))
        return 0
    print(f"Restored the backup of {stated.made_at}: {stated.rows:,} rows in {len(stated.tables)} tables compared, "
          f"{len(stated.files):,} stored files.")  # fmt: skip
    if restored.aside:
        print(f"What was there before is in {restored.aside}. Delete it when you no longer need it.")
    if stated.key is None:
        print("The backup has no secret key. Put the former one into AMITY_DATA/secret_key, or see "
              "docs/secret-key.md: everyone must sign in again.")  # fmt: skip
    for path in (*stated.lost, *stated.deleted):
        print(f"The stored file {path} was not in the backup.")
    print("Start Amity with `amity serve`. `amity verify` checks the sums and the audit log.")
    return 0


def target(to: Path | None, kind: str, now: datetime) -> Path:
    """Return the path of a new archive: in the folder given or scheduled, or the file given."""
    chosen = (to or queries.folder()).resolve()
    return chosen if chosen.suffix == ARCHIVE else chosen / rules.archive_name(kind, "", now)


def described(backup: Backup, *, with_key: bool) -> list[str]:
    """Return the lines to print about a finished backup."""
    checked = {
        rules.RESTORED: "restored into an empty place and compared",
        rules.READ: "read to its end, but not restored: the database user can't create databases",
        rules.UNCHECKED: "not checked",
    }[backup.checked]
    lines = [f"{backup.path}: {backup.rows:,} rows, {backup.files:,} stored files, {backup.size:,} bytes, {checked}."]
    if backup.faulty_files:
        lines.append(f"{backup.faulty_files} stored file(s) are missing or changed on the disk. Run `amity doctor`.")
    if with_key:
        lines.append("It contains the secret key: store it where only administrators can read it.")
    else:
        lines.append("It has no secret key: store AMITY_DATA/secret_key elsewhere.")
    return lines
