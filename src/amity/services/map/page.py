"""What the page of the map and that of an account's services show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.models import Account
from amity.agency.models import Service
from amity.people.models import Person
from amity.people.queries import person_of
from amity.services import places, policy
from amity.services.cells import wording as cell_words
from amity.services.cells.queries import Shown
from amity.services.cells.rules import Penetration
from amity.services.map.columns import MapColumns
from amity.services.map.grid import Grid
from amity.services.map.queries import AccountServices, ServicesMap, services_map
from amity.services.whitespace import wording
from amity.services.whitespace.queries import Suggestion
from amity.services.whitespace.rules import PRIOR_WEIGHT
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.slots import Entry

OPENINGS: Final = 5
"""Openings that the map lists and numbers. The pages of accounts have all of them."""
TO_FIND_OUT: Final = 5
MOST_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell as an account's page shows it: its state, what was recorded, and what our records have."""

    shown: Shown
    label: str
    records: str
    entry: str
    who: str
    words: str
    dispute: str
    known: str


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """A suggestion as the pages show it, with what can be started from it."""

    of: Suggestion
    account: Account
    reasons: Sequence[str]
    who_does_it: str
    detail: str
    source: str
    why: Sequence[tuple[str, int, int, int]]
    share: int
    prior: int
    starts: Sequence[tuple[Entry, str]]
    may_record: bool
    number: int = 0


def map_context(request: HttpRequest, by: Actor, today: date) -> dict[str, Any]:
    """Return what the page of the map shows."""
    seen, person = services_map(by, today), person_of(by)
    columns = MapColumns(request, seen.services)
    ordered = columns.in_order(seen.rows)
    openings = seen.openings[:OPENINGS]
    numbers = {(one.account_id, one.service.pk): place for place, one in enumerate(openings, 1)}
    shown = ordered if columns.everyone else ordered[:MOST_ROWS]
    accounts, back = {row.account.pk: row.account for row in seen.rows}, reverse("services:map")
    grid = Grid(columns.services, numbers, back)
    return {
        "seen": seen,
        "title": title(seen),
        "sub": sub(seen),
        "services": columns.services,
        "families": _families(seen, columns.services),
        "rows": [
            (
                row, _closed_briefly(row), row.penetration,
                grid.cells(row, may_record=bool(policy.may_record(person, row.account))),
            )
            for row in shown
        ],
        "more": len(seen.rows) - len(shown),
        "legend": cell_words.legend(),
        "openings": [
            _suggestion(by, one, accounts[one.account_id], seen, number) for number, one in enumerate(openings, 1)
        ],
        "more_openings": len(seen.openings) - len(openings),
        "closed": [(row, wording.closed(row.account.name, row.closed)) for row in seen.closed if row.closed],
        "to_find_out": [
            (one, account, bool(policy.may_record(person, account)))
            for one in seen.to_find_out[:TO_FIND_OUT]
            for account in [accounts[one.account_id]]
        ],
        "by_hand": sum(one.row is not None for row in seen.rows for one in row.cells),
        "back": back,
        "reasons": cell_words.REASONS.items(),
        "prior_weight": PRIOR_WEIGHT,
        **columns.context(),
    }  # fmt: skip


def _families(seen: ServicesMap, shown: Sequence[Service]) -> list[tuple[str, int, Penetration]]:
    """Return each family of the services shown with their number and its penetration, if there are any families."""
    if not any(one.family for one in shown):
        return []
    numbers = Counter(one.family for one in shown)
    return [(name, numbers[name], known) for name, _number, known in seen.families if numbers[name]]


def account_context(by: Actor, account: Account, today: date) -> dict[str, Any]:
    """Return what the page of an account's services shows."""
    seen, person = services_map(by, today, [account]), person_of(by)
    row = seen.rows[0]
    lines = {line.shown.service.pk: line for line in _lines(row, person)}
    return {
        "account": account,
        "row": row,
        "title": account_title(row),
        "summary": _summary(row),
        "closed": wording.closed(account.name, row.closed) if row.closed else "",
        "families": [
            (name, known, [lines[one.service.pk] for one in group]) for name, known, group in row.families
        ],
        "disputed": [lines[one.service.pk] for one in row.disputed],
        "suggestions": [_suggestion(by, one, account, seen, 0) for one in row.suggestions],
        "may_record": bool(policy.may_record(person, account)),
        "back": reverse("services:account", args=[account.pk]),
        "reasons": cell_words.REASONS.items(),
        "prior_weight": PRIOR_WEIGHT,
    }  # fmt: skip


def _summary(row: AccountServices) -> str:
    """Return how many services an account buys of those that fit it, and how many openings there are."""
    known, number = row.penetration, 0 if row.closed else len(row.suggestions)
    given = {"bought": formats.number(known.bought), "relevant": formats.number(known.relevant)}
    if not number:
        return _("%(bought)s of %(relevant)s delivered") % given
    found = ngettext(
        "%(bought)s of %(relevant)s delivered, %(number)s opening",
        "%(bought)s of %(relevant)s delivered, %(number)s openings", number,
    )  # fmt: skip
    return found % {**given, "number": formats.number(number)}


def title(seen: ServicesMap) -> str:
    """Return the finding of the map: its openings, or else what we deliver."""
    number = len(seen.openings)
    if number:
        return ngettext("%(number)s opening for our services", "%(number)s openings for our services", number) % {
            "number": number
        }
    return _("Services map")


def sub(seen: ServicesMap) -> str:
    """Return how much of what is relevant we deliver, and how many accounts are closed for growth."""
    known = seen.penetration
    if not known.relevant:
        return ""
    given = {"bought": known.bought, "relevant": known.relevant}
    whole = _("We deliver %(bought)s of %(relevant)s relevant services.") % given
    number = len(seen.closed)
    if not number:
        return whole
    closed = ngettext("%(number)s account is closed for growth.", "%(number)s accounts are closed for growth.", number)
    return f"{whole} {closed % {'number': number}}"


def account_title(row: AccountServices) -> str:
    """Return the finding of an account's services."""
    known = row.penetration
    given = {"account": row.account.name, "bought": known.bought, "relevant": known.relevant}
    return _("%(account)s buys %(bought)s of %(relevant)s relevant services") % given


def _closed_briefly(row: AccountServices) -> str:
    return wording.closed_briefly(row.closed) if row.closed else ""


def _lines(row: AccountServices, person: Person) -> Sequence[CellLine]:
    hours, spend = policy.sees_hours(person), policy.sees_spend(person)
    return [
        CellLine(
            shown=one, label=str(cell_words.SHORT[one.cell.state]), records=cell_words.records(one, hours=hours),
            entry=cell_words.entry(one, spend=spend, currency=row.account.currency),
            who=cell_words.who_recorded(one.row) if one.row else "", words=one.row.client_words if one.row else "",
            dispute=cell_words.dispute(one, hours=hours), known=cell_words.known_as(one),
        )
        for one in row.cells
    ]  # fmt: skip


def _suggestion(by: Actor, one: Suggestion, account: Account, seen: ServicesMap, number: int) -> SuggestionLine:
    person, names = person_of(by), {service.pk: service.name for service in seen.services}
    row = one.shown.row
    return SuggestionLine(
        of=one, account=account, reasons=wording.reasons(one, names), who_does_it=wording.who_does_it(one),
        detail=cell_words.known_of(one.shown, spend=policy.sees_spend(person), currency=account.currency),
        source=cell_words.who_recorded(row) if row else "",
        why=[
            (names[line.service], line.also, line.owners, round(line.share * 100))
            for line in one.candidate.because
        ],
        share=round(one.candidate.share * 100), prior=round(one.candidate.prior * 100),
        starts=[
            (entry, f"{entry.address()}?account={account.pk}&service={one.service.pk}&source=map")
            for entry in places.starts.seen_by(by, account)
        ],
        may_record=bool(policy.may_record(person, account)), number=number,
    )  # fmt: skip
