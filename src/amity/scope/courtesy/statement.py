"""What an account had at no charge in a month, as its client reads it: requests in their words, hours and value."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Max
from django.utils.translation import gettext as _

from amity.accounts.models import Account, Contact
from amity.gate.rules import SUBJECT_MOST
from amity.gate.subjects.letters import letter
from amity.scope import rules
from amity.scope.courtesy.rules import Given
from amity.scope.models import Request
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.money import Money
from amity.timesheets.models import Entry
from amity.ui import formats

OTHER: Final = 0
"""The key of time at no charge that is on no request."""
MONTHS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Done:
    """A request with its time at no charge, without its time where none was logged on it alone.

    `coming`: no time was logged on it, and it isn't done.
    """

    words: str
    given: Given
    coming: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """The requests of an account at no charge in a month, other time, and all of it together."""

    account: Account
    month: int
    requests: Sequence[Done]
    other: Given
    total: Given

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to tell the client."""
        return not self.requests and not self.total.seconds


def statement_id(account_id: int, month: int) -> int:
    """Return the id of the statement of an account for a month (YYYYMM)."""
    return account_id * MONTHS + month


def statement_of(account: Account, month: int) -> Statement:
    """Return what an account had at no charge in a month, in three queries."""
    return statement_between(account, first_day(month), last_day(month))


def statement_between(account: Account, first: date, last: date) -> Statement:
    """Return what an account had at no charge between two dates, as a statement of the month of the first."""
    span = (first, last)
    decided = list(
        Request.objects.filter(account=account, state=rules.AT_NO_CHARGE, asked_on__range=span)
        .exclude(outcome=rules.NOT_NEEDED)
        .order_by("pk")
    )
    rows = Entry.objects.filter(account=account, courtesy=True, work_date__range=span).order_by()
    read = list(rows.values_list("item__request", "line_id", "value_currency", "seconds", "standard"))
    on_line: defaultdict[int | None, list[int]] = defaultdict(list)
    for one in decided:
        on_line[one.line_id].append(one.pk)
    found: defaultdict[int, Given] = defaultdict(Given)
    for request, line, currency, seconds, standard in read:
        sole = on_line.get(line, []) if line else []
        key = request or (sole[0] if len(sole) == 1 else OTHER)
        priced = standard if currency == account.currency else None
        found[key] += Given(seconds, priced or 0, seconds if priced is None else 0)
    known, still_open = {one.pk: one.words for one in decided}, {one.pk for one in decided if one.is_open}
    known |= dict(Request.objects.filter(pk__in=found.keys() - known.keys() - {OTHER}).values_list("pk", "words"))
    done = [
        Done(words, found.get(pk, Given()), coming=pk in still_open and pk not in found)
        for pk, words in sorted(known.items())
    ]
    return Statement(account, month_of(first), done, found.get(OTHER, Given()), sum(found.values(), Given()))


def latest_month(account: Account) -> int | None:
    """Return the last month (YYYYMM) in which an account had something at no charge, or None."""
    asked = Request.objects.filter(account=account, state=rules.AT_NO_CHARGE).exclude(outcome=rules.NOT_NEEDED)
    done = Entry.objects.filter(account=account, courtesy=True)
    days = (asked.aggregate(last=Max("asked_on"))["last"], done.aggregate(last=Max("work_date"))["last"])
    return max((month_of(day) for day in days if day), default=None)


def given_by_month(account: Account, first: date, last: date) -> dict[int, Given]:
    """Return the time at no charge of an account by month (YYYYMM), valued as in its statement."""
    rows = Entry.objects.filter(account=account, courtesy=True, work_date__range=(first, last)).order_by()
    found: defaultdict[int, Given] = defaultdict(Given)
    for day, currency, seconds, standard in rows.values_list("work_date", "value_currency", "seconds", "standard"):
        priced = standard if currency == account.currency else None
        found[month_of(day)] += Given(seconds, priced or 0, seconds if priced is None else 0)
    return dict(found)


def statement_letter(one: Statement, contact: Contact | None, sender: str) -> tuple[str, str]:
    """Return subject and text of a statement, in the language of its reader."""
    month = {"month": formats.month(one.month, prose=True)}
    rows = [_done(done, one.account.currency) for done in one.requests if not done.coming]
    coming = [_done(done, one.account.currency) for done in one.requests if done.coming]
    if one.other.seconds:
        rows.append(_with_time(_("Other small tasks: %(time)s"), one.other, one.account.currency, {}))
    together = _with_time(_("Together, this is %(time)s."), one.total, one.account.currency, {})
    paragraphs = (
        _("In %(month)s, we did the following for you at no charge:") % month if rows else "",
        _bullets(rows),
        together if one.total.seconds and len(rows) > 1 else "",
        _("Agreed at no charge, and still to come:") if coming else "",
        _bullets(coming),
        _("There is nothing to pay for it."),
    )
    return (_("At no charge in %(month)s") % month)[:SUBJECT_MOST], letter(contact, paragraphs, sender)


def _bullets(rows: Sequence[str]) -> str:
    return "\n".join(f"- {row}" for row in rows)


def _done(done: Done, currency: str) -> str:
    words = {"words": done.words.rstrip().removesuffix(".")}
    if not done.given.seconds:
        return _("“%(words)s”") % words
    return _with_time(_("“%(words)s”: %(time)s"), done.given, currency, words)


def _with_time(sentence: str, given: Given, currency: str, words: dict[str, str]) -> str:
    """Return a sentence with the time and, where all of it has a rate, its value."""
    time = formats.hours(given.seconds, "words")
    if given.standard and not given.unpriced_seconds:
        amount = formats.money(Money(given.standard, currency))
        time = _("%(time)s, worth %(amount)s") % {"time": time, "amount": amount}
    return sentence % {**words, "time": time}
