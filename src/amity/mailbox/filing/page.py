"""Whether the copy of what left was filed in its author's Sent folder, on the page of the item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.gate.queries import items_seen_by
from amity.mailbox.connections.wording import sentence_of
from amity.outbox import rules
from amity.outbox.models import Message
from amity.shared.actor import Actor
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class Copy:
    """What became of a copy: the state that colours it, a word for it, and what is known."""

    state: str
    label: str
    sentence: str


def loaded(by: Actor, item_ids: Sequence[int]) -> Mapping[int, Copy]:
    """Return the copies of what left, by item."""
    author = items_seen_by(by).filter(pk=OuterRef("release_id")).values("author__name")
    rows = Message.objects.filter(release_id__in=item_ids, state=rules.SENT).annotate(author=Subquery(author))
    sent: dict[tuple[int, str], list[Message]] = {}
    for message in rows.exclude(author=None).order_by("pk"):
        sent.setdefault((message.release_id or 0, message.author), []).append(message)
    return {pk: copy_of(messages, name) for (pk, name), messages in sent.items()}


def copy_of(messages: Iterable[Message], author: str) -> Copy:
    """Return what became of the one copy of an item's emails."""
    found = {one.filing: one for one in sorted(messages, key=lambda one: one.filing_tries)}
    if (filed := found.get(rules.FILED)) is not None and filed.filed_at is not None:
        when = formats.day(timezone.localtime(filed.filed_at), timezone.localdate(), in_sentence=True)
        return Copy("well", _("Filed"), _("Filed %(when)s.") % {"when": when})
    if (waiting := found.get("")) is not None:
        return _waiting(waiting)
    if (failed := found.get(rules.NEVER_FILED)) is not None:
        words = _("Amity has stopped trying. The email itself was sent.")
        return Copy("watch", _("Not filed"), f"{_why(failed)} {words}".strip())
    names = {"author": author}
    return Copy("none", _("Not filed"), _("%(author)s has no connected mailbox with a Sent folder.") % names)


def _waiting(message: Message) -> Copy:
    if not message.filing_tries:
        return Copy("info", _("Being filed"), _("The copy is filed in a moment."))
    when = formats.day(timezone.localtime(message.next_try_at), timezone.localdate(), in_sentence=True)
    words = _("Next try %(when)s.") % {"when": when}
    return Copy("watch", _("Being retried"), f"{_why(message)} {words}".strip())


def _why(message: Message) -> str:
    return sentence_of(message.filing_fault)
