"""The emails that ask contacts for an answer which no one has given."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from amity.gate import rules as gate
from amity.gate.answering.registry import still_waiting
from amity.gate.answering.rules import DECIDED as KINDS
from amity.gate.models import Item, Recipient
from amity.portal.answers import queries, rules
from amity.portal.answers.models import Answer
from amity.portal.released.queries import released_to

if TYPE_CHECKING:
    from amity.accounts.models import Contact

Subject = tuple[str, int]


def awaiting_answer(contacts: "Sequence[Contact]") -> list[Item]:
    """Return what was sent to contacts and waits for their answer, the newest first.

    Of several about one subject the newest asks. One whose subject has moved on doesn't, nor one on which they asked
    us a question that no one has answered.
    """
    ids = [one.pk for one in contacts]
    sent = Recipient.objects.filter(item=OuterRef("pk"), contact__in=ids, way=gate.TO)
    answered = Answer.objects.filter(item=OuterRef("pk"), digest=OuterRef("digest"), choice__in=rules.DECISIONS)
    answered = answered.exclude(state=rules.SCANNER).filter(Q(state=rules.DECIDED) | Q(contact__in=ids))
    asking = Q(asks_approval=True) | Q(kind__in=KINDS) | (Q(asks_question=True) & ~Q(kind=gate.INPUT))
    asks = released_to(contacts).filter(asking).filter(Exists(sent))
    asked = queries.questions_with_us(contacts).filter(item=OuterRef("pk"), digest=OuterRef("digest"))
    newest: dict[Subject, int] = {}
    found: list[Item] = []
    for item in asks.annotate(is_answered=Exists(answered), is_asked=Exists(asked)):
        subject = _subject(item)
        is_newest = subject is None or newest.setdefault(subject, item.pk) == item.pk
        if is_newest and not (item.is_answered or item.is_asked):
            found.append(item)
    return _without_settled(found)


def _without_settled(items: list[Item]) -> list[Item]:
    by_kind: dict[str, set[int]] = {}
    for kind, pk in filter(None, map(_subject, items)):
        by_kind.setdefault(kind, set()).add(pk)
    waiting = {(kind, pk) for kind, ids in by_kind.items() for pk in still_waiting(kind, ids)}
    return [one for one in items if (subject := _subject(one)) is None or subject in waiting]


def _subject(item: Item) -> Subject | None:
    return (item.subject_kind, item.subject_id) if item.subject_id is not None else None
