"""`amity rotate-key`: add a new signing key. Older keys are still valid for what they signed until removed."""

import argparse
import secrets
from pathlib import Path

from django.conf import settings
from django.db import connection

from amity.people.sign_in import sealed


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `rotate-key`."""
    rotate = subparsers.add_parser("rotate-key", help="use a new signing key; restart Amity afterwards")
    rotate.add_argument("--forget", action="store_true", help="remove all older keys; everyone has to sign in again")
    rotate.set_defaults(run=rotate_key)


def rotate_key(chosen: argparse.Namespace) -> int:
    """Add a new key first, or with `--forget` keep only the newest."""
    file = key_file()
    keys = file.read_text().splitlines()
    if chosen.forget and sign_in_is_migrated():
        sealed.reseal()
    new_keys = keys[:1] if chosen.forget else [secrets.token_urlsafe(50), *keys]
    waiting = file.with_suffix(".new")
    waiting.touch(mode=0o600)
    waiting.write_text("\n".join(new_keys) + "\n")
    waiting.replace(file)
    print(f"{len(new_keys)} key(s) in {file}. Restart Amity to use them.")
    return 0


def sign_in_is_migrated() -> bool:
    """Return whether the database has the tables of sealed secrets."""
    return {"people_signinsettings", "mfa_authenticator"} <= set(connection.introspection.table_names())


def key_file() -> Path:
    """Return the path of the signing keys."""
    data: Path = settings.ENVIRONMENT.data
    return data / "secret_key"
