"""The only reader of environment variables: typed values, and an error for every value that can't be used."""

import os
import secrets
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

from amity.shared.numbers import whole_number
from amity.shared.public_hosts import ForbiddenHost, host_name

KNOWN = {
    "AMITY_DATA": "folder for the database file, stored files and the secret key (default ./var)",
    "AMITY_URL": "public address, as in https://amity.example.com (default http://127.0.0.1:8000)",
    "AMITY_HOSTS": "further host names to answer to, comma-separated",
    "AMITY_DEBUG": "1 shows error details in the browser; never where others can reach it",
    "AMITY_MAIL_URL": "mail server, as in smtp+tls://user:password@mail.example.com:587 (default: mail is kept)",
    "AMITY_MAIL_FROM": "sender of Amity's mails",
    "AMITY_TRUST_PROXY": "how many proxies in front set X-Forwarded-Proto and add to X-Forwarded-For, mostly 1",
    "AMITY_INTERNAL_HOSTS": "hosts inside your network that calendars and mailboxes may be on, comma-separated",
    "AMITY_API_A_MINUTE": "requests a token may send a minute (default 1200)",
    "AMITY_LOG": "json or text (default: text in a terminal, json elsewhere)",
    "AMITY_METRICS_TOKEN": "secret that opens /metrics, at least 16 characters (default: /metrics is closed)",
    "AMITY_REAL_DATA": "tests only: folder of real input files",
    "AMITY_TEST_POSTGRES": "tests only: PostgreSQL to use",
    "AMITY_TEST_DATE": "tests only: date to run them on",
    "AMITY_HOSTILE": "tests only: full sends every hostile value",
    "AMITY_HOSTILE_SEED": "tests only: seed of the hostile values to send",
}

LOOPBACK_NAMES = {"127.0.0.1", "localhost"}
SHORTEST_TOKEN = 16
CONNECT_SECONDS = 5
"""Seconds to wait for PostgreSQL to accept a connection."""
KEPT_SECONDS = 60
"""Seconds that a thread keeps its connection. Opening one takes SQLite longer than most pages' statements."""
BUSY_SECONDS = 5
"""Seconds that a request waits for SQLite's lock before it is answered with 503."""


class BadEnvironment(SystemExit):
    """The environment can't be used. Lists every fault and stops the process."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("Amity cannot start with this environment:\n" + "\n".join(f"  - {fault}" for fault in faults))


@dataclass(frozen=True)
class Environment:
    """The settings from environment variables, checked."""

    data: Path
    url: str
    hosts: list[str]
    debug: bool
    database: dict[str, Any]
    mail: dict[str, Any]
    mail_from: str
    trust_proxy: int
    secret_keys: list[str]
    api_a_minute: int
    log_format: str
    metrics_token: str
    internal_hosts: frozenset[str] = frozenset()

    @property
    def tls(self) -> bool:
        """Return whether people reach Amity over TLS."""
        return self.url.startswith("https://")


def read() -> Environment:
    """Read and check the environment. Raises `BadEnvironment` naming every fault."""
    env = environ.Env()
    faults = [f"{name} is no setting of Amity" for name in sorted(os.environ) if _unknown(name)]

    def flag(name: str) -> bool:
        text = os.environ.get(name, "0").lower()
        if text not in {"0", "1", "true", "false", ""}:
            faults.append(f"{name} must be 0 or 1, not {text!r}")
        return text in {"1", "true"}

    data = data_folder()
    url = (os.environ.get("AMITY_URL") or "http://127.0.0.1:8000").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        faults.append(f"AMITY_URL must look like https://host, not {url!r}")
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        faults.append(f"AMITY_DATA {data}: {error.strerror}")
        raise BadEnvironment(faults) from None
    hosts = [host.strip() for host in os.environ.get("AMITY_HOSTS", "").split(",") if host.strip()]
    database = _database(env, data, faults)
    try:
        mail = dict(env.email_url("AMITY_MAIL_URL", default="consolemail://"))
    except Exception as error:  # noqa: BLE001 - whatever the parser raises is the person's typing error
        faults.append(f"AMITY_MAIL_URL cannot be read: {error}")
        mail = {}
    environment = Environment(
        data=data,
        url=url,
        hosts=sorted({*_hosts(parts.hostname or ""), *hosts}),
        debug=flag("AMITY_DEBUG"),
        database=database,
        mail=mail,
        mail_from=os.environ.get("AMITY_MAIL_FROM") or f"Amity <amity@{parts.hostname or 'localhost'}>",
        trust_proxy=_proxies(faults),
        secret_keys=secret_keys(data / "secret_key"),
        api_a_minute=_whole("AMITY_API_A_MINUTE", 1200, faults),
        log_format=_log_format(faults),
        metrics_token=_metrics_token(faults),
        internal_hosts=_internal_hosts(faults),
    )
    if faults:
        raise BadEnvironment(faults)
    return environment


def _hosts(public: str) -> set[str]:
    """Return the host names to accept: loopback names only if the public host is one of them."""
    return LOOPBACK_NAMES if public in LOOPBACK_NAMES | {"::1"} else {public} - {""}


def data_folder() -> Path:
    """Return the folder of all data of an instance, which may not exist yet."""
    return Path(os.environ.get("AMITY_DATA") or "var").resolve()


def was_in_use(data: Path) -> bool:
    """Return whether a folder has files that only an instance leaves there."""
    return (data / "amity.sqlite3").exists() or (data / "files").exists()


def secret_keys(file: Path) -> list[str]:
    """Return the signing keys, newest first, one a line. Created at the first start, readable by the owner only.

    A folder that was in use gets no new key by itself. That would end every session and invalidate every link.

    Processes may start together. Each writes its key to another file first, and the first one put in place is used.
    """
    if not file.exists() and was_in_use(file.parent):
        raise BadEnvironment([f"{file} is gone: restore it from a backup, or make a new one with `amity rotate-key`"])
    if not file.exists():
        make_key(file)
    try:
        keys = [line.strip() for line in file.read_text().splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as fault:
        raise BadEnvironment([f"{file} cannot be read as text: {fault}"]) from None
    if not keys or any(len(key) < 50 for key in keys):
        raise BadEnvironment([f"{file} must hold keys of at least 50 characters, one a line"])
    return keys


def make_key_if_gone() -> None:
    """Make a new key in a folder that was in use and lost its own. For `amity rotate-key` and `amity restore`."""
    data = data_folder()
    if was_in_use(data) and not (data / "secret_key").exists():
        make_key(data / "secret_key")


def make_key(file: Path) -> None:
    """Write a new key in one step, unless the file exists."""
    with tempfile.NamedTemporaryFile("w", dir=file.parent, prefix=f"{file.name}.") as new:
        new.write(secrets.token_urlsafe(50) + "\n")
        new.flush()
        with suppress(FileExistsError):
            os.link(new.name, file)


def _whole(name: str, default: int, faults: list[str]) -> int:
    text = os.environ.get(name) or str(default)
    if not (number := whole_number(text)):
        faults.append(f"{name} must be a whole number above 0, not {text!r}")
        return default
    return number


def _proxies(faults: list[str]) -> int:
    text = (os.environ.get("AMITY_TRUST_PROXY") or "0").lower()
    number = {"true": "1", "false": "0"}.get(text, text)
    if number not in set("0123456789"):
        faults.append(f"AMITY_TRUST_PROXY must be how many proxies there are, 0 to 9, not {text!r}")
        return 0
    return int(number)


def _log_format(faults: list[str]) -> str:
    asked = os.environ.get("AMITY_LOG") or ("text" if sys.stderr.isatty() else "json")
    if asked not in {"json", "text"}:
        faults.append(f"AMITY_LOG must be json or text, not {asked!r}")
    return asked


def _internal_hosts(faults: list[str]) -> frozenset[str]:
    found = set()
    for named in filter(None, map(str.strip, os.environ.get("AMITY_INTERNAL_HOSTS", "").split(","))):
        try:
            found.add(host_name(named))
        except ForbiddenHost:
            faults.append(f"AMITY_INTERNAL_HOSTS must name hosts, as in calendar.agency.example, not {named!r}")
    return frozenset(found)


def _metrics_token(faults: list[str]) -> str:
    token = os.environ.get("AMITY_METRICS_TOKEN", "")
    if token and len(token) < SHORTEST_TOKEN:
        faults.append(f"AMITY_METRICS_TOKEN must have at least {SHORTEST_TOKEN} characters")
    return token


def _unknown(name: str) -> bool:
    return name.startswith("AMITY_") and name not in KNOWN


def _database(env: environ.Env, data: Path, faults: list[str]) -> dict[str, Any]:
    try:
        config: dict[str, Any] = dict(env.db_url("DATABASE_URL", default=f"sqlite:///{data / 'amity.sqlite3'}"))
    except Exception as error:  # noqa: BLE001 - see above
        faults.append(f"DATABASE_URL cannot be read: {error}")
        return {}
    config["CONN_MAX_AGE"] = KEPT_SECONDS
    engine = str(config.get("ENGINE", ""))
    if engine.endswith("sqlite3"):
        # IMMEDIATE: a transaction takes the write lock at once, so reads inside it are as good as locked.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-1000;",
        }
    elif engine.endswith("postgresql"):
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = {"connect_timeout": CONNECT_SECONDS} | config.get("OPTIONS", {})
    else:
        faults.append("DATABASE_URL must be sqlite:// or postgres://")
    return config
