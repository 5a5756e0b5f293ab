"""Hook through which parts below `people` look up an actor's rights to settings, the audit log and money."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import MoneyRight


@dataclass(frozen=True, slots=True)
class ActorRights:
    """An actor's rights that parts below need: settings, the audit log, and money."""

    administrator: bool = False
    reads_trail: bool = False
    money_right: MoneyRight = MoneyRight.NONE


Opened = Callable[[Actor, Mapping[str, Collection[int]]], Mapping[str, Collection[int] | None]]
_opened: list[Opened] = []
_source: list[Callable[[Actor], ActorRights]] = []


def comes_from(function: Callable[[Actor], ActorRights]) -> None:
    """Register the lookup of an actor's rights. It must return an empty `ActorRights` for an unknown actor."""
    _source[:] = [function]


def opened_things_come_from(function: Opened) -> None:
    """Register which objects of each kind a person can open (None if unknown), for the part that knows people."""
    _opened[:] = [function]


def opened_by(actor: Actor, subjects: Mapping[str, Collection[int]]) -> Mapping[str, Collection[int] | None]:
    """Return which of these objects, by kind, the actor can open, or None for a kind that belongs to no one."""
    return _opened[0](actor, subjects) if _opened else dict.fromkeys(subjects, ())


def of(actor: Actor) -> ActorRights:
    """Return the rights of this actor, none if no source is registered."""
    return _source[0](actor) if _source else ActorRights()


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor of a request to a view that needs a sign-in."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        raise Refused(_("Sign in first."))
    return actor
