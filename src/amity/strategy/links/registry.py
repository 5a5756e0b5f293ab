"""Kinds of things that serve a goal. Parts above register theirs, in `AppConfig.ready`."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.strategy.models import Goal


@dataclass(frozen=True, slots=True)
class Serving:
    """A thing that serves a goal, with its page and a short note, such as its state."""

    id: int
    title: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that can be linked to a goal of its account."""

    account: Account
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkable:
    """A kind of things with one goal each. `kind` is the model's label.

    `subject` returns one that the actor can see, or raises `NotSeen`; `rows` are those of some ids that they can see.
    """

    kind: str
    label: str | Promise
    subject: Callable[[Actor, int], Subject]
    rows: Callable[[Actor, Collection[int]], Sequence[Serving]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kind of things that know their goal themselves, such as briefs. `rows` are those that the actor can see."""

    key: str
    label: str | Promise
    rows: Callable[[Actor, Goal], Sequence[Serving]]


linkable: Final[dict[str, Linkable]] = {}
sources: Final[dict[str, Source]] = {}


def register(kind: Linkable | Source) -> None:
    """Register a kind."""
    if isinstance(kind, Linkable):
        linkable[kind.kind] = kind
    else:
        sources[kind.key] = kind


def linkable_kind(kind: str) -> Linkable:
    """Return a registered kind, or raise `NotSeen`."""
    if kind not in linkable:
        raise NotSeen(_("Not found."))
    return linkable[kind]
