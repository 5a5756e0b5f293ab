"""Records that can cause a revision of a goal, such as a contact report: parts above register their own."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.audit import words
from amity.audit.words import Named
from amity.shared.actor import Actor
from amity.shared.errors import Invalid
from amity.shared.numbers import whole_number
from amity.shared.refs import Ref


@dataclass(frozen=True, slots=True)
class Causes:
    """A kind of records that cause revisions. `offered` returns those of an account that the actor can see, newest
    first, with their names. The audit log's words name one that was chosen.
    """

    kind: str
    label: str | Promise
    offered: Callable[[Actor, Account], Sequence[tuple[int, str]]]


_registered: Final[dict[str, Causes]] = {}


def register(causes: Causes) -> None:
    """Register a kind of records."""
    _registered[causes.kind] = causes


def kinds() -> set[str]:
    """Return the kinds of records that can cause a revision."""
    return set(_registered)


def offered(by: Actor, account: Account) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the records that an actor can name, by kind, as choices. A kind without any is left out."""
    groups = [
        (str(one.label), [(str(Ref(one.kind, pk)), name) for pk, name in one.offered(by, account)])
        for one in _registered.values()
    ]
    return [(label, rows) for label, rows in groups if rows]


def ref_of(by: Actor, account: Account, record: str) -> Ref | None:
    """Return the record that `kind:id` names, None for blank. Raise `Invalid` if the actor can't name it."""
    if not record:
        return None
    kind, _colon, number = record.partition(":")
    pk, causes = whole_number(number), _registered.get(kind)
    if pk is None or causes is None or pk not in {key for key, _name in causes.offered(by, account)}:
        raise Invalid(_("Choose from the list."), "record")
    return Ref(kind, pk)


def named(refs: Collection[Ref]) -> Mapping[Ref, Named]:
    """Return the names and pages of records. Deleted ones are left out."""
    return {Ref(kind, pk): name for kind, names in words.names_of(refs).items() for pk, name in names.items()}
