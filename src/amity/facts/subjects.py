"""Register kinds of subjects: who can see one, who can record facts about it, and its fields.

Names and URLs come from the labels of the audit log, so a subject kind is a `words.thing` too.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from amity.audit import sentences, words
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
    """A kind of object with facts.

    `seen` returns the ids the actor can see, and `may_state` whether they can record, ask and withdraw there, which
    needs access. `field_words` has the labels of the fields by id; other fields are refused. `priced` fields contain
    amounts, shown only with the right to see fees. `answered` is called with an answer in its transaction; the person
    who answers need not see the subject.
    """

    seen: Callable[[Actor, Collection[int]], Collection[int]]
    may_state: Callable[[Actor, int], Answer]
    field_words: Callable[[Collection[int]], Mapping[int, Mapping[str, Text]]]
    priced: Callable[[str], bool] = _no_amount
    answered: "Callable[[Actor, Fact, datetime], None] | None" = None


Field = tuple[Ref, str]
"""A field of a subject."""
_kinds: Final[dict[str, Subject]] = {}

stood_in_for: "Final[list[Callable[[Person], Collection[int]]]]" = []
"""Hook: ids of the people someone stands in for today. Their questions are shown to the stand-in too."""


def register(kind: str, subject: Subject) -> None:
    """Register the functions of a kind of object, such as `briefs.brief`. Call it in `AppConfig.ready`."""
    _kinds[kind] = subject


def of(kind: str) -> Subject:
    """Return the subject kind, or raise `NotSeen` for an unregistered one."""
    if kind not in _kinds:
        raise NotSeen(_("Not found."))
    return _kinds[kind]


def sees(by: Actor, about: Ref) -> bool:
    """Return whether the actor can see the subject."""
    return about.kind in _kinds and about.id in _kinds[about.kind].seen(by, [about.id])


def seen_among(by: Actor, refs: Collection[Ref]) -> set[Ref]:
    """Return the subjects that the actor can see, with one query per kind."""
    found: set[Ref] = set()
    for kind in {ref.kind for ref in refs} & _kinds.keys():
        ids = [ref.id for ref in refs if ref.kind == kind]
        found |= {Ref(kind, number) for number in _kinds[kind].seen(by, ids)}
    return found


def names(refs: Collection[Ref]) -> dict[Ref, Named]:
    """Return the subjects' names with their pages. A deleted one is named by kind and id."""
    found = words.names_of(refs)
    return {ref: sentences.named(found, ref.kind, ref.id) for ref in refs}


def has_field(about: Ref, field: str) -> bool:
    """Return whether the subject has this field."""
    return field in of(about.kind).field_words([about.id])[about.id]


def field_words(fields: Collection[Field]) -> dict[Field, str]:
    """Return the labels of fields, all of a kind of subject at once. One that a subject no longer has keeps its key."""
    found = {(about, field): field for about, field in fields}
    for kind in {about.kind for about, _field in fields} & _kinds.keys():
        words = _kinds[kind].field_words({about.id for about, _field in fields if about.kind == kind})
        found |= {
            (about, field): str(words[about.id].get(field, field)) for about, field in fields if about.kind == kind
        }
    return found


def field_word(about: Ref, field: str) -> str:
    """Return the label of one field, like `field_words`."""
    return field_words([(about, field)])[about, field]
