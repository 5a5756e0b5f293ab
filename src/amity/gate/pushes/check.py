"""Check: the push budget of a contact is used, it is a quiet hour, they are asked for much, or a conflict is open.

It knows pushes from replies: what answers the client's newest message is never held by the budget.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.asks.queries import count_asked
from amity.accounts.models import Contact
from amity.accounts.pushes.queries import PushBudget, budgets_on
from amity.accounts.pushes.rules import WEEK
from amity.agency.calendars import working_days
from amity.agency.queries import agency, agency_zone
from amity.gate import hooks, rules
from amity.gate.checks import registry
from amity.gate.checks.contact_pages import opened
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import WARN
from amity.gate.models import Recipient
from amity.gate.pushes.rules import MANY_ASKS, PUSHES, is_quiet, next_good_time
from amity.jobs.registry import actor_of_job
from amity.people.queries import read_people
from amity.shared.caches.reading import once_a_page

CHIPS: Final = (rules.ASKED_FOR, rules.ALONE)
ANSWERS_WITHIN: Final = timedelta(days=14)
"""A message of the client that is older than this isn't what a status or an insight answers."""


def register() -> None:
    """Register the check."""
    registry.register(Check("pushes", 40, lazy("How much we send and ask"), _prepare, can_block=False))


@dataclass(frozen=True, slots=True)
class Material:
    """What is known about some pushes: conflicts by account, budgets by contact and day, and numbers of requests.

    Requests are those that the author sees, by author and contact.
    """

    is_reply: Callable[[Letter], bool]
    conflicts: Mapping[int, hooks.Conflict]
    budgets: Mapping[tuple[int, date], PushBudget]
    asked: Mapping[tuple[int, int], int]


def _prepare(letters: Sequence[Letter]) -> Run:
    answers = replies([letter for letter in letters if _is_push(letter)])
    pushes = [letter for letter in letters if _is_push(letter) and not answers(letter)]
    accounts = {letter.account.pk for letter in pushes}
    read = Material(
        is_reply=answers,
        conflicts=hooks.conflicts_with(accounts) if accounts else {},
        budgets=budgets_on(None, [(one, _day(letter)) for letter in pushes for one in _readers(letter)]),
        asked=_asked([letter for letter in pushes if letter.kind == rules.INPUT]),
    )
    return partial(_run, read)


def _run(read: Material, letter: Letter) -> Iterator[Finding]:
    if not _is_push(letter) or letter.goes_at is None or read.is_reply(letter):
        return
    yield from _conflict(read.conflicts.get(letter.account.pk))
    for contact in _readers(letter):
        yield from opened(letter.account, _budget(contact, letter.goes_at, read.budgets[contact.pk, _day(letter)]))
        if letter.kind == rules.INPUT:
            yield from opened(letter.account, _load(contact, read.asked[letter.author_id, contact.pk]))
    yield from _quiet(letter.goes_at)


def _is_push(letter: Letter) -> bool:
    return letter.kind in PUSHES and letter.goes_at is not None and bool(_readers(letter))


def _readers(letter: Letter) -> list[Contact]:
    return [contact for contact, way in letter.people if way == rules.TO]


def _day(letter: Letter) -> date:
    return timezone.localdate(letter.goes_at, agency_zone())


def is_reply(letter: Letter) -> bool:
    """Return whether the client wrote within two weeks, and nothing has gone to these contacts since."""
    return replies([letter])(letter)


def replies(letters: Sequence[Letter]) -> Callable[[Letter], bool]:
    """Read at once what decides whether letters are replies, and return the answer for one of them."""
    heard = hooks.heard_from({letter.writers for letter in letters}) if letters else {}
    recent = {one.writers: newest for one in letters if (newest := heard.get(one.writers)) and _is_recent(newest, one)}
    ids = {pk for _account, group in recent for pk in group}
    sent: dict[int, datetime] = {}
    if recent:
        since = min(one.at for one in recent.values())
        sent = once_a_page(("gate.sent", frozenset(ids), since), lambda: _last_sent(ids, since))

    def answers(letter: Letter) -> bool:
        newest = recent.get(letter.writers)
        if newest is None or not _is_recent(newest, letter):
            return False
        return all(pk not in sent or sent[pk] <= newest.at for pk in letter.writers[1])

    return answers


def _is_recent(newest: hooks.Heard, letter: Letter) -> bool:
    return letter.goes_at is not None and newest.at >= letter.goes_at - ANSWERS_WITHIN


def _last_sent(contact_ids: Collection[int], since: datetime) -> dict[int, datetime]:
    """Return when the last email to each contact left, of those that left after a moment."""
    rows = Recipient.objects.filter(contact__in=contact_ids, item__sent_at__gt=since).order_by()
    return dict(rows.values_list("contact").annotate(last=Max("item__sent_at")))


def conflict_of(letters: Sequence[Letter]) -> hooks.Conflict | None:
    """Return the severe conflict that is open with the client of letters which go as one, if any of them is a push."""
    answers = replies(letters)
    is_push = any(_is_push(letter) and not answers(letter) for letter in letters)
    return hooks.conflict_with(letters[0].account.pk) if is_push else None


def _conflict(found: hooks.Conflict | None) -> Iterator[Finding]:
    if found is not None:
        yield Finding(
            key="push:conflict", level=WARN, title=_("A conflict with the client is open"), text=found.about,
            address=found.address, address_label=_("Show conflict") if found.address else "", chips=CHIPS,
            is_push=True,
        )  # fmt: skip


def _budget(contact: Contact, goes_at: datetime, found: PushBudget) -> Iterator[Finding]:
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


def _asked(letters: Sequence[Letter]) -> Mapping[tuple[int, int], int]:
    """Return how much each reader of a letter is asked for, as its author sees it, by author and contact."""
    pairs: dict[tuple[int, int], Contact] = {}
    for letter in letters:
        for contact in _readers(letter):
            if contact.account_id == letter.account.pk:
                contact.account = letter.account
            pairs[letter.author_id, contact.pk] = contact
    read_people({author for author, _contact in pairs})
    counts = count_asked([(actor_of_job(author, ""), contact) for (author, _pk), contact in pairs.items()])
    return dict(zip(pairs, counts, strict=True))


def _load(contact: Contact, asked: int) -> Iterator[Finding]:
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
