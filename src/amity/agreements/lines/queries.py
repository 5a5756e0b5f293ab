"""Queries for the lines of agreements."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.agency.editions.keeping import kept_for_each
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by
from amity.lines import queries as lines
from amity.lines.commands import NewTerms
from amity.lines.models import Line, Terms
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.errors import NotSeen
from amity.shared.money import Money


def placed_lines_seen_by(by: Actor) -> QuerySet[AgreementLine]:
    """Return the lines of all agreements the actor can see, with their position."""
    return AgreementLine.objects.filter(agreement__in=agreements_seen_by(by).order_by()).select_related(
        "line", "agreement"
    )


def placed_line_seen_by(by: Actor, line_id: int) -> AgreementLine:
    """Return one line of an agreement the actor can see, or raise `NotSeen`."""
    placed = placed_lines_seen_by(by).select_related("agreement__account__manager").filter(line_id=line_id).first()
    if placed is None:
        raise NotSeen(_("Line not found. It may have been deleted, or you don’t have access to its agreement."))
    return placed


def terms_as_of(placed: Iterable[AgreementLine], on: date) -> dict[int, lines.LineTerms]:
    """Return the terms of some lines by line, in one query."""
    signed: dict[int, date | None] = {row.line_id: row.agreement.signed_on for row in placed}
    return lines.terms_of(signed, on, signed) if signed else {}


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of an agreement, with its terms. `price` is None where none is agreed.

    `hours` are the planned ones by discipline.
    """

    line: Line
    number: str
    terms: lines.LineTerms
    price: Money | None
    hours: Sequence[lines.DisciplineHours]


def lines_with_terms(agreement: Agreement) -> Sequence[tuple[AgreementLine, Sequence[Terms]]]:
    """Return the lines of an agreement by number, each with all its terms, in two queries. A page reads them once."""
    return once_a_page(("lines with their terms", agreement.pk), partial(_lines_with_terms, agreement))


def _lines_with_terms(agreement: Agreement) -> Sequence[tuple[AgreementLine, Sequence[Terms]]]:
    placed = list(AgreementLine.objects.filter(agreement=agreement).select_related("line").order_by("pk"))
    terms = lines.every_terms_of([row.line_id for row in placed])
    return [(row, terms.get(row.line_id, ())) for row in placed]


def line_ids_of(agreement: Agreement) -> list[int]:
    """Return the ids of the lines of an agreement."""
    return list(line_titles_of([agreement.pk])[agreement.pk])


def line_titles_of(agreement_ids: Collection[int]) -> Mapping[int, Mapping[int, str]]:
    """Return the titles of the lines of agreements, by line in the order in which they were added."""
    return kept_for_each("titles of lines", agreement_ids, _line_titles_of)


def _line_titles_of(agreement_ids: Collection[int]) -> Mapping[int, Mapping[int, str]]:
    found: dict[int, dict[int, str]] = {pk: {} for pk in agreement_ids}
    rows = AgreementLine.objects.filter(agreement__in=agreement_ids).order_by("pk")
    for agreement, line, title in rows.values_list("agreement_id", "line_id", "line__title"):
        found[agreement][line] = title
    return found


def lines_of(agreement: Agreement, on: date) -> list[PlacedLine]:
    """Return the lines of an agreement by number, with their terms, in three queries. They are read once per page."""
    return list(once_a_page(("lines of an agreement", agreement.pk, on), partial(_lines_of, agreement, on)))


def _lines_of(agreement: Agreement, on: date) -> list[PlacedLine]:
    rows = [(row, lines.as_of(every, on, agreement.signed_on)) for row, every in lines_with_terms(agreement)]
    hours = lines.hours_by_discipline([every.current.pk for _row, every in rows if every.current])
    return [
        PlacedLine(
            row.line, row.number, every, lines.price_of(every.current),
            hours.get(every.current.pk, ()) if every.current else (),
        )
        for row, every in rows
    ]  # fmt: skip


def new_terms_by_line(rows: Iterable[Terms]) -> dict[int, NewTerms]:
    """Copy terms into `NewTerms`, keyed by line, with hours by discipline, in at most two queries."""
    listed = list(rows)
    hours = lines.hours_of([row.pk for row in listed])
    names = set(NewTerms.__dataclass_fields__) & {field.attname for field in Terms._meta.concrete_fields}
    return {
        row.line_id: NewTerms(
            **{name: getattr(row, name) for name in names} | {"replaces_id": None},
            hours=tuple(sorted(hours.get(row.pk, {}).items())),
        )
        for row in listed
    }


def bare_lines_of(agreement: Agreement) -> list[Line]:
    """Return the lines of an agreement that have no account yet."""
    return list(Line.objects.filter(placement__agreement=agreement, account=None))
