"""Answers to *How are we doing?* that aren't good, until someone has talked with the contact."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.waiting import named, weight_of
from amity.conversations.models import NotePerson
from amity.people.models import Person
from amity.portal.pulse import rules, wording
from amity.portal.pulse.models import Pulse, PulseQuerySet
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind
from amity.waiting.stakes import grown
from amity.waiting.todos import TALK

EFFECTS: Final = {rules.BADLY: (4, 4), rules.MIXED: (3, 3), rules.WELL: (2, 2)}


def register() -> None:
    """Register answers that need a conversation."""
    kinds.register(PULSE)


def _to_talk_about(person: Person, today: date) -> PulseQuerySet:
    """Return this quarter's answers that aren't good, with no talk with the contact since."""
    since = NotePerson.objects.filter(contact=OuterRef("contact"), note__held_at__gt=OuterRef("sent_at"))
    uneasy = ~Q(work=rules.WELL) | Q(contact_amount__in=(rules.LITTLE, rules.MUCH))
    rows = Pulse.objects.visible_to(person).filter(
        uneasy, ~Exists(since.filter(was_absent=False)), quarter=rules.quarter_of(today)
    )
    return rows.select_related("account", "contact").order_by("sent_at", "pk")


def _items(by: Actor, rows: Sequence[Pulse], today: date) -> list[Item]:
    return [_item(row, today) for row in rows]


def _item(row: Pulse, today: date) -> Item:
    amount = wording.AMOUNTS[row.contact_amount] if row.contact_amount in (rules.LITTLE, rules.MUCH) else ""
    return Item(
        id=row.pk,
        title=_("%(name)s answered: %(answer)s") % {"name": row.contact.name, "answer": wording.WORK[row.work]},
        address=reverse("portal:pulse_answers", args=[row.account_id]),
        account=named(row.account),
        notes=[_("hears from us: %(answer)s") % {"answer": amount}] if amount else [],
        since=_("answered %(day)s") % {"day": formats.day(timezone.localdate(row.sent_at), today)},
        open=_("Read answers"),
        stakes=grown(*EFFECTS[row.work], weight=weight_of(row.contact)),
        cause=f"account {row.account_id}",
        quote=str(wording.WORK[row.work]),
    )


PULSE: Final = Kind(
    key="pulse", order=16, todo=TALK, icon="message-circle", label=lazy("Client feedback"), rows=_to_talk_about,
    by_roles=True, items=_items,
)  # fmt: skip
