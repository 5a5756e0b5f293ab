"""Check: the push budget of a contact is used, it is a quiet hour, they are asked for much, or a conflict is open.

It knows pushes from replies: what answers the client's newest message is never held by the budget.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.asks.queries import asked_of
from amity.accounts.models import Contact
from amity.accounts.pushes.queries import PushBudget, push_budget
from amity.accounts.pushes.rules import WEEK
from amity.agency.calendars import working_days
from amity.agency.queries import agency, agency_zone
from amity.gate import hooks, rules
from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter
from amity.gate.checks.rules import WARN
from amity.gate.models import Item
from amity.gate.pushes.rules import MANY_ASKS, PUSHES, is_quiet, next_good_time
from amity.jobs.registry import actor_of_job

CHIPS: Final = (rules.ASKED_FOR, rules.ALONE)
ANSWERS_WITHIN: Final = timedelta(days=14)
"""A message of the client that is older than this isn't what a status or an insight answers."""


def register() -> None:
    """Register the check."""
    registry.register(Check("pushes", 40, lazy("Push budget and load"), _run))


def _run(letter: Letter) -> Iterator[Finding]:
    people = [contact for contact, way in letter.people if way == rules.TO]
    if letter.kind not in PUSHES or letter.goes_at is None or not people or is_reply(letter):
        return
    yield from _conflict(letter)
    for contact in people:
        yield from _budget(contact, letter.goes_at)
        if letter.kind == rules.INPUT:
            yield from _load(contact, letter.author_id)
    yield from _quiet(letter.goes_at)


def is_reply(letter: Letter) -> bool:
    """Return whether the client wrote within two weeks, and nothing has gone to these contacts since."""
    ids = [contact.pk for contact, _way in letter.people]
    newest = hooks.heard(letter.account.pk, ids)
    if newest is None or letter.goes_at is None or newest.at < letter.goes_at - ANSWERS_WITHIN:
        return False
    return not Item.objects.filter(recipients__contact__in=ids, sent_at__gt=newest.at).exists()


def _conflict(letter: Letter) -> Iterator[Finding]:
    found = hooks.conflict_with(letter.account.pk)
    if found is not None:
        yield Finding(
            key="push:conflict", level=WARN, title=_("A conflict with the client is open"), text=found.about,
            address=found.address, address_label=_("Show conflict") if found.address else "", chips=CHIPS,
            is_push=True,
        )  # fmt: skip


def _budget(contact: Contact, goes_at: datetime) -> Iterator[Finding]:
    today = timezone.localdate(goes_at, agency_zone())
    found = push_budget(None, contact, today)
    if found.left.left:
        return
    free = found.left.next_on
    yield Finding(
        key=f"push:{contact.pk}", level=WARN, title=_budget_title(contact, found), text=_pushed(found), chips=CHIPS,
        address=reverse("accounts:contact", args=[contact.pk]), address_label=_("Show budget"), is_push=True,
        later=next_good_time(goes_at, agency_zone(), _works_on, free) if free else None,
    )  # fmt: skip


def _budget_title(contact: Contact, found: PushBudget) -> str:
    names = {"name": contact.name, "most": found.left.budget.most}
    if found.left.budget.days == WEEK:
        return _("%(name)s’s push budget is used: %(most)s this week") % names
    return _("%(name)s’s push budget is used: %(most)s this month") % names


def _pushed(found: PushBudget) -> str:
    return ", ".join(dict.fromkeys(str(push.title or push.label) for push in found.pushes[:3]))


def _load(contact: Contact, author_id: int) -> Iterator[Finding]:
    asked = len(asked_of(actor_of_job(author_id, ""), contact))
    if asked >= MANY_ASKS:
        text = ngettext(
            "We are already asking %(name)s for %(count)s thing.",
            "We are already asking %(name)s for %(count)s things.", asked,
        )  # fmt: skip
        yield Finding(
            key=f"push:load-{contact.pk}", level=WARN, title=_("Much is asked of one person"),
            text=text % {"name": contact.name, "count": asked}, chips=CHIPS, is_push=True,
            address=reverse("accounts:contact", args=[contact.pk]), address_label=_("Show requests"),
        )  # fmt: skip


def _quiet(goes_at: datetime) -> Iterator[Finding]:
    if is_quiet(goes_at, agency_zone(), _works_on):
        yield Finding(
            key="push:quiet", level=WARN, title=_("It would arrive outside working hours"), chips=CHIPS, is_push=True,
            text=_("No one asked for it, so it can wait for a working day."),
            later=next_good_time(goes_at, agency_zone(), _works_on),
        )  # fmt: skip


def _works_on(day: date) -> bool:
    return any(True for _day in working_days(agency().country, day, day))
