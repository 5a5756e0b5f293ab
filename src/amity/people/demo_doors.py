"""Sign-ins shown on the sign-in page of a demo only. The demo part fills the hook."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Door:
    """A sign-in to try: its name, role, email and password."""

    label: str
    name: str
    mail: str
    password: str


_source: list[Callable[[], list[Door]]] = []
_passwords: set[str] = set()


def come_from(function: Callable[[], list[Door]], *, passwords: Iterable[str]) -> None:
    """Set the source of the demo's sign-ins. `function` must return an empty list on any instance that isn't a demo.

    `passwords` are those it shows to everyone. The doctor warns where a real agency still uses one.
    """
    _source[:] = [function]
    _passwords.update(passwords)


def doors() -> list[Door]:
    """Return the sign-ins to list, none without a demo."""
    return _source[0]() if _source else []


def known_passwords() -> frozenset[str]:
    """Return the passwords a demo shows to everyone."""
    return frozenset(_passwords)
