"""Where a subject's emails are: waiting in *Going out*, sent, or not delivered."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.editions.by_roles import rows_by_roles
from amity.gate import policy, queries, rules
from amity.gate.items.outcomes import waits_for_server
from amity.gate.models import Item
from amity.outbox import rules as outgoing
from amity.shared.actor import Actor
from amity.shared.rows.prepared import Given, few, few_ids
from amity.ui import formats
from amity.ui.prepositions import Preposition

SHAPES: Final = {
    rules.SENT: "well", rules.CLEARED: "info", rules.RELEASED: "info", rules.DRAFT: "none", rules.RETURNED: "unwell",
    rules.UNDELIVERED: "unwell", rules.STORED: "unwell",
}  # fmt: skip
CLOSED: Final = (rules.SENT, rules.STORED)
"""States after which the same thing can be sent once more."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One email about a subject: where it is in a sentence, and its page for those who can open it, or ""."""

    item_id: int
    state: str
    sentence: str
    shape: str
    address: str

    @property
    def is_open(self) -> bool:
        """Return whether the email hasn't arrived or been withdrawn, so that no second one is begun."""
        return self.state not in CLOSED


def sendings_of(by: Actor, key: str, ids: Collection[int]) -> Mapping[int, list[Sending]]:
    """Return the emails about some subjects, the newest first. A draft only its author gets.

    One that was cleared and not sent is left out once a newer one was submitted.
    """
    found: defaultdict[int, list[Sending]] = defaultdict(list)
    few_subjects, today = few_ids("subject_id", ids), timezone.localdate()
    if few_subjects is None:
        items = list(_about(by, key, Q(subject_id__in=list(ids))))
    else:
        items = rows_by_roles("emails about subjects", by, today, {"key": key, **few_subjects}, _about_few)
    for item in items:
        if item.state == rules.STORED and any(one.state != rules.DRAFT for one in found[item.subject_id or 0]):
            continue
        address = reverse("gate:item", args=[item.pk]) if item.is_seen else ""
        shape = SHAPES[rules.STORED] if waits_for_server(item) else SHAPES.get(item.state, "watch")
        sending = Sending(item.pk, item.state, _sentence(item, today), shape, address)
        found[item.subject_id or 0].append(sending)
    return found


def _about(by: Actor, key: str | Given, subjects: Q) -> QuerySet[Any, Any]:
    """Return the emails about some subjects. Those that the actor can open are marked as `is_seen`."""
    rows = Item.objects.filter(subjects, subject_kind=key).exclude(state=rules.WITHDRAWN)
    rows = rows.exclude(Q(state=rules.DRAFT) & ~Q(author=by.person_id)).order_by("-pk")
    seen = queries.items_seen_by(by).filter(pk=OuterRef("pk"))
    return queries.with_messages(rows).annotate(is_seen=Exists(seen))


def _about_few(by: Actor) -> QuerySet[Any, Any]:
    return _about(by, Given("key", CharField()), few("subject_id"))


def has_open(sendings: Collection[Sending]) -> bool:
    """Return whether an email about the subject is still on its way."""
    return any(one.is_open for one in sendings)


def _sentence(item: Item, today: date) -> str:
    if item.state == rules.STORED or waits_for_server(item):
        return _("Cleared, but not sent: no email server is set up")
    since = _day("since", item.submitted_at or item.changed_at, today)
    if item.state == rules.DRAFT:
        return _("Draft of an email, changed %(when)s") % {"when": _day("on", item.changed_at, today)}
    if item.state == rules.RETURNED:
        return _("Returned %(when)s") % {"when": _day("on", item.changed_at, today)}
    if item.state in (rules.SUBMITTED, rules.HELD):
        clearer = policy.clearer_of(item)
        names = {"since": since, "who": clearer.name if clearer else _("the director")}
        return _("In Going out %(since)s, waits for %(who)s") % names
    if item.state in (rules.SCHEDULED, rules.CLEARED):
        goes = item.goes_at or item.changed_at
        names = {"since": since, "when": _day("on", goes, today)}
        if item.state == rules.CLEARED:
            return _("Cleared, goes %(when)s") % names
        return _("In Going out %(since)s, goes %(when)s unless stopped") % names
    return _gone(item, today)


def _gone(item: Item, today: date) -> str:
    names = {"who": _people(item), "when": _day("on", item.sent_at or item.released_at or item.changed_at, today)}
    if item.state == rules.SENT:
        return _("Sent to %(who)s %(when)s") % names
    if item.state == rules.UNDELIVERED:
        return _("Not delivered to %(who)s") % names
    return _("Being sent to %(who)s") % names


def _people(item: Item) -> str:
    """Return the recipients' names. Of an email that wasn't delivered, those who didn't get it."""
    people = list(item.recipients.all())
    if item.state == rules.UNDELIVERED:
        people = [one for one in people if one.message is None or one.message.state != outgoing.SENT]
    return ", ".join(one.name or one.contact.name for one in people)


def _day(preposition: Preposition, moment: datetime, today: date) -> str:
    return formats.day_with(preposition, timezone.localtime(moment), today)
