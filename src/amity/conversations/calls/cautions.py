"""What not to say on a call: what they never want, what is kept back from them, and what must not happen."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Preference
from amity.accounts.preferences.queries import BASES
from amity.accounts.preferences.rules import ASSUMPTION, NEVER, STATED
from amity.conversations.calls import rules
from amity.conversations.calls.call import Call
from amity.conversations.calls.matters import name_of
from amity.conversations.calls.queries import Around
from amity.conversations.calls.sheet import Caution, Sentence
from amity.conversations.models import PassOn
from amity.expectations import rules as expected
from amity.expectations.models import Expectation
from amity.shared.text import phrases
from amity.ui import formats

MOST: Final = 6


def cautions(call: Call, around: Around) -> list[Caution]:
    """Return what not to say, the client's own words first."""
    return list(_all(call, around))[:MOST]


def _all(call: Call, around: Around) -> Iterator[Caution]:
    never = [row for row in around.preferences if row.attitude == NEVER]
    for preference in sorted(never, key=lambda row: (row.basis != STATED, row.basis == ASSUMPTION, row.pk)):
        yield _preference(preference, call.day)
    for kept in around.kept_back:
        yield _kept_back(kept, call.day)
    for row in around.expectations:
        if row.kind == expected.PROMISE or not rules.forbids(row.statement):
            continue
        if rules.belongs(rules.EXPECTATION, row.stated_by_id, call.contact_ids, decides=call.decides):
            yield _expectation(row, call.day)


def _preference(row: Preference, day: date) -> Caution:
    return Caution(
        what=row.text, quote=_quote(row), who=name_of(row.stated_by or row.holder),
        evidence=_evidence(row.stated_in, row.stated_on, day),
        why=Sentence(_("our assumption; no one has said so") if row.basis == ASSUMPTION else str(BASES[row.basis])),
        address=reverse("accounts:plan", args=[row.account_id]) + "#preferences",
    )  # fmt: skip


def _kept_back(row: PassOn, day: date) -> Caution:
    return Caution(
        what=row.text, quote="", who="", evidence=[formats.day(timezone.localdate(row.raised_at), day)],
        why=Sentence(_("Kept back: %(reason)s"), {"reason": row.because}),
        address=reverse("conversations:passed", args=[row.pk]),
    )  # fmt: skip


def _expectation(row: Expectation, day: date) -> Caution:
    return Caution(
        what=row.statement, quote=_quote(row), who=name_of(row.stated_by),
        evidence=_evidence(row.stated_in, row.stated_on, day), why=Sentence(_("they expect this")),
        address=reverse("expectations:expectation", args=[row.pk]),
    )  # fmt: skip


def _quote(row: Preference | Expectation) -> str:
    return row.client_words if row.stated_by is not None else ""


def _evidence(stated_in: str, stated_on: date | None, day: date) -> list[str]:
    return [one for one in (phrases.shown(stated_in), formats.day(stated_on, day) if stated_on else "") if one]
