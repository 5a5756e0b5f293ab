"""What stories led to: parts register their recommendations, decisions or opportunities, in `AppConfig.ready`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Credited:
    """A thing that a story led to, with its page and a note, such as its state."""

    title: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A kind of things that stories lead to. `rows` returns those that the actor can see, by the id of the match."""

    key: str
    order: int
    label: str | Promise
    rows: Callable[[Actor, Collection[int]], Mapping[int, Sequence[Credited]]]


_registered: Final[dict[str, Credit]] = {}


def register(credit: Credit) -> None:
    """Register a kind."""
    _registered[credit.key] = credit


def keys() -> set[str]:
    """Return the keys of the kinds that are credited."""
    return set(_registered)


def credits_of(by: Actor, match_ids: Collection[int]) -> dict[int, list[tuple[str, Credited]]]:
    """Return what some stories led to, with the label of its kind, by the id of the match."""
    found: dict[int, list[tuple[str, Credited]]] = {}
    for kind in sorted(_registered.values(), key=lambda one: (one.order, one.key)):
        for pk, rows in kind.rows(by, match_ids).items():
            found.setdefault(pk, []).extend((str(kind.label), one) for one in rows)
    return found
