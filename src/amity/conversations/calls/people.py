"""The contacts on a call, in words: role, standing with evidence, since when they are quiet, how to work with them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.contacts.queries import contact_role_labels, standing_labels
from amity.accounts.models import Contact, Preference
from amity.accounts.preferences.rules import ASSUMPTION, NEVER
from amity.accounts.pushes.queries import PushBudget, push_budgets
from amity.accounts.pushes.wording import push_sentence
from amity.conversations.calls import rules
from amity.conversations.calls.call import Call
from amity.conversations.calls.queries import Around, last_talk_on
from amity.conversations.calls.sheet import Guest
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats

SHAPES: Final[Mapping[str, str]] = {
    "backs_us": "well",
    "neutral": "none",
    "doubts": "watch",
    "prefers_another": "unwell",
}
"""The shape of each standing."""
MOST_OF_MANNER: Final = 3


def guests(by: Actor, call: Call, around: Around, reader: Person) -> list[Guest]:
    """Return the contacts on a call. Standing, role and push budget are for readers with full access to the account."""
    budgets = push_budgets(by, call.contacts, reader.day_of(call.now)) if call.whole else {}
    return [_guest(call, around, contact, reader, budgets.get(contact.pk)) for contact in call.contacts]


def _guest(call: Call, around: Around, contact: Contact, reader: Person, budget: PushBudget | None) -> Guest:
    today = reader.day_of(call.now)
    last = last_talk_on(around.talks, contact.pk, reader)
    days = rules.quiet_days(last, today)
    is_quiet = rules.is_quiet(days, contact.cadence_days)
    standing = contact.standing if call.whole else ""
    return Guest(
        id=contact.pk, name=contact.name, role=_role(contact) if call.whole else "",
        address=reverse("accounts:contact", args=[contact.pk]) if call.whole else "",
        standing=standing_labels().get(standing, ""), standing_shape=SHAPES.get(standing, "none"),
        evidence=contact.standing_evidence if standing else "",
        last_talk_on=last, quiet_days=days, is_quiet=is_quiet, talked=_talked(last, days, today, is_quiet=is_quiet),
        manner=_manner(contact, around.preferences),
        push=push_sentence(budget.left) if budget else "", is_spent=budget is not None and budget.left.left <= 0,
    )  # fmt: skip


def _role(contact: Contact) -> str:
    roles = [str(label) for key, label in contact_role_labels().items() if key in contact.roles]
    return ", ".join(roles) or contact.title


def _talked(last: date | None, days: int | None, today: date, *, is_quiet: bool) -> str:
    if last is None or days is None:
        return _("no talk recorded yet")
    if is_quiet:
        return ngettext("quiet for %(days)s day", "quiet for %(days)s days", days) % {"days": days}
    return _("last talk %(on_day)s") % {"on_day": formats.day_with("on", last, today)}


def _manner(contact: Contact, preferences: Sequence[Preference]) -> list[tuple[str, str]]:
    """Return how to work with a contact: their own preferences, but for what is listed as not to say."""
    own = [row for row in preferences if row.holder_id == contact.pk and row.attitude != NEVER]
    own.sort(key=lambda row: (row.basis == ASSUMPTION, row.scope in ("visual", "wording"), row.pk))
    return [(str(row.attitude_word), row.text) for row in own[:MOST_OF_MANNER]]  # type: ignore[attr-defined]
