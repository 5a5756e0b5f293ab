"""Names, formats, links and rights that every sentence needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.reports.findings.rules import Finding, Rows
from amity.reports.material.queries import Gathered
from amity.reports.report_model import Link
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats
from amity.ui.prepositions import Preposition

WORDS = 9


@dataclass(frozen=True, slots=True)
class WordingContext:
    """The gathered material for sentences. `row_link` returns the URL of a filter's rows or ""."""

    gathered: Gathered
    today: date
    row_link: Callable[[Rows], str]

    @property
    def right(self) -> MoneyRight:
        """Return how far the reader sees into money."""
        return self.gathered.scope.right

    @property
    def sees_fees(self) -> bool:
        """Return whether fees, prices and the value of time may be shown."""
        return self.right >= MoneyRight.FEE

    @property
    def sees_cost(self) -> bool:
        """Return whether hourly costs may be shown: at level person only with the right to cost by person."""
        by_person = self.gathered.basis.cost_level == "person"
        return self.right >= (MoneyRight.COST if by_person else MoneyRight.MARGIN)

    def account(self, account_id: int) -> str:
        """Return an account's name."""
        return self.gathered.names.accounts.get(account_id) or _("no account yet")

    def project(self, project_id: int) -> str:
        """Return a project's name."""
        return self.gathered.names.projects.get(project_id, "")

    def account_of(self, project_id: int) -> str:
        """Return the name of a project's account."""
        project = self.gathered.scope.projects.get(project_id)
        return self.account(project.account_id or 0) if project else ""

    def line(self, line_id: int) -> str:
        """Return a line's number and title."""
        found = self.gathered.names.lines.get(line_id)
        return str(found) if found else ""

    def day(self, value: date) -> str:
        """Return a date, with its weekday if it is near and the year only if it is another."""
        return formats.day(value, self.today)

    def day_with(self, preposition: Preposition, value: date) -> str:
        """Return a date with its preposition, for a sentence."""
        return formats.day_with(preposition, value, self.today)

    def rows(self, finding: Finding, text: str, place: int = 0) -> tuple[Link, ...]:
        """Return the link from a finding to its entries, with its text."""
        if place >= len(finding.evidence):
            return ()
        url = self.row_link(finding.evidence[place])
        return (Link(text, url),) if url else ()


def whole(finding: Finding, label: str) -> int:
    """Return a whole number of a finding, 0 if it is not known."""
    value = finding.number(label).value
    return int(value) if isinstance(value, int) else 0


def on(finding: Finding, label: str) -> date | None:
    """Return a date of a finding."""
    return cast("date | None", finding.number(label).value)


def amount(finding: Finding, label: str) -> str:
    """Return an amount of a finding, with its currency."""
    one = finding.number(label)
    return formats.money(Money(int(cast("int", one.value)), one.currency)) if one.value is not None else formats.NONE


def title_hours(seconds: int) -> str:
    """Return hours for a title: 290 h, and 45 min below an hour. The finding shows the exact time below it."""
    return formats.hours(seconds, "title")


def hours(seconds: int) -> str:
    """Return hours for a detail: 290 h, 18.5 h, and exact where a rounded number would differ from a file."""
    return factor(seconds) if seconds < 1000 * 3600 else formats.hours(seconds, "sum")


def factor(seconds: int) -> str:
    """Return hours for a multiplication or division, exact where a rounded number would give another result."""
    uneven = seconds % 3600 if seconds >= 100 * 3600 else seconds * 10 % 3600
    return formats.hours(seconds, "exact" if uneven else "sum")


def entries(count: int) -> str:
    """Return a count with its noun: 412 entries."""
    return ngettext("%(count)s entry", "%(count)s entries", count) % {"count": formats.number(count)}


def days(count: int) -> str:
    """Return a number of days with its noun: 19 days."""
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": formats.number(count)}


def spelled(count: int) -> str:
    """Return a count in words up to nine, above that in figures."""
    words = (
        _("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"), _("nine"),
    )  # fmt: skip
    return words[count] if 0 <= count <= WORDS else formats.number(count)


def first_large(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def says(sentence: str, **values: Any) -> str:
    """Return a translated sentence with its values."""
    return sentence % values
