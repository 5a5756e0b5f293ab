"""Register kinds of subjects: who can see one, who can record facts about it, and its fields.

Names and URLs come from the labels of the audit log: a subject kind is a `words.thing` too.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from amity.audit import words
from amity.audit.words import Named, Text
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.shared.permission import Answer
from amity.shared.refs import Ref

if TYPE_CHECKING:
    from amity.facts.models import Fact
    from amity.people.models import Person


def _no_amount(field: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing with facts.

    `seen` answers which of the ids the actor may see; `may_state` whether they may state, ask and withdraw there, and
    says yes only to who sees it; `field_words` the fields of one in words: others are refused. `priced` fields hold
    amounts, told only from the right to fees on. `answered` is told of an answer in its transaction; who answers need
    not see the subject.
    """

    seen: Callable[[Actor, Collection[int]], Collection[int]]
    may_state: Callable[[Actor, int], Answer]
    field_words: Callable[[int], Mapping[str, Text]]
    priced: Callable[[str], bool] = _no_amount
    answered: "Callable[[Actor, Fact, datetime], None] | None" = None


_kinds: Final[dict[str, Subject]] = {}

stood_in_for: "Final[list[Callable[[Person], Collection[int]]]]" = []
"""Parts above say for whom a person stands in today, by id: their questions are shown to the stand-in too."""


def register(kind: str, subject: Subject) -> None:
    """Say how a kind of thing, as in `briefs.brief`, answers. Call in `AppConfig.ready`."""
    _kinds[kind] = subject


def of(kind: str) -> Subject:
    """The subject kind. Raises `NotSeen` for one that no one registered."""
    if kind not in _kinds:
        raise NotSeen(_("Not found."))
    return _kinds[kind]


def sees(by: Actor, about: Ref) -> bool:
    """Return whether the actor can see the subject."""
    return about.kind in _kinds and about.id in _kinds[about.kind].seen(by, [about.id])


def seen_among(by: Actor, refs: Collection[Ref]) -> set[Ref]:
    """Return the subjects that the actor can see, with one query a kind."""
    found: set[Ref] = set()
    for kind in {ref.kind for ref in refs} & _kinds.keys():
        ids = [ref.id for ref in refs if ref.kind == kind]
        found |= {Ref(kind, number) for number in _kinds[kind].seen(by, ids)}
    return found


def names(refs: Collection[Ref]) -> dict[Ref, Named]:
    """The subjects by name, with their pages; what is gone by kind and number."""
    found: dict[Ref, Named] = {}
    for kind in {ref.kind for ref in refs}:
        ids = [ref.id for ref in refs if ref.kind == kind]
        named = words.kinds[kind].namer(ids) if kind in words.kinds else {}
        label = str(words.kinds[kind].label) if kind in words.kinds else _("something")
        found |= {Ref(kind, number): named.get(number, Named(f"{label} {number}")) for number in ids}
    return found


def field_word(about: Ref, field: str) -> str:
    """A field in words; its slug where its subject no longer knows it."""
    if about.kind not in _kinds:
        return field
    return str(_kinds[about.kind].field_words(about.id).get(field, field))
