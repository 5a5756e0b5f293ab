"""What to settle on a call, in words: each with its evidence and what we want from them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from amity.accounts.models import Contact
from amity.conversations.calls import rules
from amity.conversations.calls.call import Call
from amity.conversations.calls.queries import Around
from amity.conversations.calls.rules import Stake
from amity.conversations.calls.sheet import Matter, Sentence
from amity.conversations.models import PassOn
from amity.expectations import rules as expected
from amity.expectations.models import Conflict, Expectation
from amity.monitoring.models import ClientInput
from amity.scope.models import Request
from amity.scope.requests.likeness import words_of
from amity.shared.text import phrases
from amity.ui import formats
from amity.waiting.kinds import days_late

Found = tuple[Stake, Matter]
WANT_OF_ANSWER: Final[dict[str, Lazy]] = {
    expected.CHANGE_ORDER: lazy("Their yes to the extra work"),
    expected.ADJUST: lazy("Their yes to another expectation"),
    expected.ABSORB: lazy("They hear that we do it at no charge"),
    expected.DECLINE: lazy("They hear that we hold to what was agreed"),
}
"""What we want on a call about a conflict, by the response that was chosen."""


def matters(call: Call, around: Around) -> list[Found]:
    """Return what belongs on a call, most at stake first."""
    found = list(_all(call, around))
    found += _to_keep_before(call, around, [matter.what for _stake, matter in found])
    return [found[place] for place in rules.most_at_stake(stake for stake, _matter in found)]


def _all(call: Call, around: Around) -> Iterator[Found]:
    for conflict in around.conflicts:
        if _belongs(call, rules.CONFLICT, conflict.expectation.stated_by_id):
            yield _conflict(conflict, call.day)
    for request in around.requests:
        if _belongs(call, rules.REQUEST, request.contact_id):
            yield _request(request, call.day)
    disputed = {conflict.expectation_id for conflict in around.conflicts}
    for row in around.expectations:
        if row.pk in disputed:
            continue
        if (kind := _kind_to_settle(row, call)) and _belongs(call, kind, row.stated_by_id):
            yield _expectation(row, kind, call)
    for wanted in around.inputs:
        is_due = wanted.late_on(call.day) or (wanted.is_to_ask and days_late(wanted.due_on, call.day))
        if is_due and _belongs(call, rules.INPUT, wanted.contact_id):
            yield _input(wanted, call.day)
    for untold in around.untold:
        yield _untold(untold, call.day)


def _to_keep_before(call: Call, around: Around, subjects: Sequence[str]) -> list[Found]:
    """Return our promises to tell someone who isn't on the call first what the call is about."""
    about = words_of(rules.without_order(" ".join(subjects)))
    return [
        _expectation(row, rules.BEFORE, call)
        for row in around.expectations
        if row.kind == expected.PROMISE
        and row.stated_by_id is not None
        and not _belongs(call, rules.PROMISE, row.stated_by_id)
        and rules.comes_first(row.statement)
        and words_of(rules.without_order(row.statement)) & about
    ]


def _belongs(call: Call, kind: str, contact_id: int | None) -> bool:
    return rules.belongs(kind, contact_id, call.contact_ids, decides=call.decides)


def _kind_to_settle(row: Expectation, call: Call) -> str:
    """Return whether a promise or an expectation is to settle, as its kind: "" where it is on its way."""
    is_open = row.state in (expected.AT_RISK, expected.MISSED)
    if row.kind != expected.PROMISE:
        return rules.EXPECTATION if is_open else ""
    return rules.PROMISE if is_open or rules.is_due(row.promised_until, call.day) else ""


def _conflict(row: Conflict, day: date) -> Found:
    stated_by, late = row.expectation.stated_by, days_late(row.speak_by, day)
    matter = Matter(
        id=row.pk, kind=rules.CONFLICT, what=row.believed, who=name_of(stated_by), due=row.speak_by, days_late=late,
        lead=_differs(stated_by),
        evidence=[_("Agreed: %(what)s") % {"what": row.agreed}, *([row.line.title] if row.line else [])],
        want=str(WANT_OF_ANSWER[row.answer]) if row.answer else _("Find out what matters most to them"),
        address=reverse("expectations:expectation", args=[row.expectation_id]) + f"#conflict-{row.pk}",
    )  # fmt: skip
    return Stake(rules.CONFLICT, row.expectation.stated_by_id, row.speak_by, late), matter


def _differs(stated_by: Contact | None) -> Sentence:
    if stated_by is None:
        return Sentence(_("They expect this, but something else was agreed."))
    return Sentence(_("%(who)s expects this, but something else was agreed."), {"who": stated_by.name})


def _request(row: Request, day: date) -> Found:
    names = {"who": name_of(row.contact), "asked": formats.day_with("on", row.asked_on, day)}
    asked = _("%(who)s asked %(asked)s.") if row.contact else _("The client asked %(asked)s.")
    matter = Matter(
        id=row.pk, kind=rules.REQUEST, what=row.words, who=name_of(row.contact),
        lead=Sentence(asked, names),
        evidence=[one for one in (phrases.shown(row.source), row.project.name if row.project else "") if one],
        want=_("Do they still want it, and by when?"),
        address=reverse("scope:request", args=[row.pk]),
    )  # fmt: skip
    return Stake(rules.REQUEST, row.contact_id, row.asked_on), matter


def _expectation(row: Expectation, kind: str, call: Call) -> Found:
    is_promise = kind in (rules.PROMISE, rules.BEFORE)
    due = row.promised_until if is_promise else None
    late = days_late(due, call.day)
    matter = Matter(
        id=row.pk, kind=kind, what=row.statement, who=name_of(row.stated_by), due=due, days_late=late,
        lead=_promised(row, call.reader_id) if is_promise else _expects(row),
        evidence=_evidence(row, call.day), want=_want(row, kind, late),
        address=reverse("expectations:expectation", args=[row.pk]),
    )  # fmt: skip
    return Stake(kind, row.stated_by_id, due, late), matter


def _want(row: Expectation, kind: str, late: int) -> str:
    if kind == rules.BEFORE:
        return _("Do this before the call")
    if row.state == expected.MISSED:
        return _("Agree it again")
    if row.kind != expected.PROMISE:
        return _("They hear that it’s at risk")
    if late or row.state == expected.AT_RISK:
        return _("They hear why, and a new date")
    return _("They hear where it is")


def _promised(row: Expectation, reader_id: int) -> Sentence:
    names = {"owner": row.promised_by.name if row.promised_by else "", "who": name_of(row.stated_by)}
    if row.promised_by_id == reader_id:
        return (
            Sentence(_("You promised this to %(who)s."), names) if row.stated_by else Sentence(_("You promised this."))
        )
    if row.stated_by is None:
        return Sentence(_("%(owner)s promised this."), names)
    return Sentence(_("%(owner)s promised this to %(who)s."), names)


def _expects(row: Expectation) -> Sentence:
    if row.stated_by is None:
        return Sentence(_("We assume that they expect this."))
    return Sentence(_("%(who)s expects this."), {"who": row.stated_by.name})


def _evidence(row: Expectation, day: date) -> list[str]:
    found = (
        phrases.shown(row.stated_in),
        formats.day(row.stated_on, day) if row.stated_on else "",
        row.line.title if row.line else "",
    )
    return [one for one in found if one]


def _input(row: ClientInput, day: date) -> Found:
    late = row.late_on(day)
    lead = _("We haven’t asked them for this yet.") if row.is_to_ask else _("We need this from them.")
    matter = Matter(
        id=row.pk, kind=rules.INPUT, what=row.what, who=name_of(row.contact), due=row.due_on, days_late=late,
        lead=Sentence(lead), want=pgettext("wanted on a call", "A date for it"),
        address=reverse("monitoring:client_input", args=[row.pk]),
    )  # fmt: skip
    return Stake(rules.INPUT, row.contact_id, row.due_on, late), matter


def _untold(row: PassOn, day: date) -> Found:
    late = days_late(row.due_on, day)
    matter = Matter(
        id=row.pk, kind=rules.UNTOLD, what=row.text, who=name_of(row.contact), due=row.due_on, days_late=late,
        lead=Sentence(_("They don’t know this yet. %(who)s raised it."), {"who": row.raised_by.name}),
        want=_("They hear it from you"), address=reverse("conversations:passed", args=[row.pk]),
    )  # fmt: skip
    return Stake(rules.UNTOLD, row.contact_id, row.due_on, late), matter


def name_of(contact: Contact | None) -> str:
    """Return the name of a contact, "" for none."""
    return contact.name if contact is not None else ""


def stakes_of(found: Sequence[Found]) -> list[Stake]:
    """Return what is at stake in each matter."""
    return [stake for stake, _matter in found]
