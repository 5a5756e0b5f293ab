"""Records that become opportunities. This part registers those of lower parts, parts above register their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from amity.growth.rules import OpportunityFields
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.numbers import whole_number
from amity.shared.refs import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A kind of records that become opportunities. `kind` is the model's label.

    `draft` returns the fields that an actor's record fills in, or raises `NotSeen`.
    """

    kind: str
    draft: Callable[[Actor, int], OpportunityFields]


_registered: Final[dict[str, Origin]] = {}


def register(origin: Origin) -> None:
    """Register a kind of records."""
    _registered[origin.kind] = origin


def kinds() -> set[str]:
    """Return the kinds of records that become opportunities."""
    return set(_registered)


def ref_of(text: str) -> Ref | None:
    """Return the record that `kind:id` names, None for blank. Raise `NotSeen` for an unknown kind."""
    if not text:
        return None
    kind, _colon, number = text.partition(":")
    pk = whole_number(number)
    if pk is None or kind not in _registered:
        raise NotSeen(_("Not found."))
    return Ref(kind, pk)


def draft_from(by: Actor, origin: Ref) -> OpportunityFields:
    """Return what a record fills in, or raise `NotSeen` if the actor can't see it."""
    if origin.kind not in _registered:
        raise NotSeen(_("Not found."))
    return _registered[origin.kind].draft(by, origin.id)
