"""Items about the work: its lines, commercial terms and dates."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.urls import reverse

from amity.agency.queries import agency_day
from amity.agreements.contract import is_signed
from amity.agreements.fees.rules import RETAINER
from amity.agreements.lines import queries as agreements
from amity.agreements.models import Agreement
from amity.briefs.estimate.queries import ANSWER
from amity.briefs.models import Brief, BriefLine
from amity.handoff.models import Handoff
from amity.handoff.rules import COMMERCIAL, DATE, SCOPE
from amity.handoff.versions.rules import ASSUMED, ENDS, KNOWN, LINE, PLANNED, Item
from amity.projects.models import Milestone, Project
from amity.shared.permission import MoneyRight

FEE = int(MoneyRight.FEE)
HOURS: Final = "hours"


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return items about the project of a hand-off, by block.

    Until the agreement is signed, a line whose hours are our guess is assumed; after that only the hours are.
    """
    if handoff.project is None:
        return {}
    project, today = handoff.project, agency_day(handoff.started_at)
    agreement = project.agreement
    if agreement is None:
        return {DATE: _dates(project)}
    lines, guessed = _lines(agreement, today), guessed_lines(agreement=agreement)
    if not is_signed(agreement):
        lines = [replace(line, mark=ASSUMED) if _is_guessed(line, guessed) else line for line in lines]
    hours = planned_hours(lines, is_guessed=True) if any(_is_guessed(line, guessed) for line in lines) else []
    return {
        SCOPE: lines,
        COMMERCIAL: [*_commercials(agreement), *(hours if is_signed(agreement) else ())],
        DATE: _dates(project),
    }


def planned_hours(lines: Sequence[Item], *, is_guessed: bool) -> list[Item]:
    """Return the planned hours of all lines, none where no line has any."""
    seconds = sum(int(text) for line in lines for name, text, _unit in line.more if name == HOURS)
    return planned(seconds, lines[0].url if lines else "", is_guessed=is_guessed)


def planned(seconds: int, url: str, *, is_guessed: bool) -> list[Item]:
    """Return planned hours as an item, none for 0."""
    mark = ASSUMED if is_guessed else KNOWN
    return [Item(key=PLANNED, text=str(seconds), unit="seconds", mark=mark, url=url)] if seconds else []


def _is_guessed(line: Item, guessed: Collection[int]) -> bool:
    return int(line.key.removeprefix(LINE)) in guessed and any(name == HOURS for name, _text, _unit in line.more)


def _lines(agreement: Agreement, today: date) -> list[Item]:
    url = reverse("agreements:agreement", args=[agreement.pk])
    return [_line(placed, url) for placed in agreements.lines_of(agreement, today)]


def guessed_lines(**of: Any) -> set[int]:
    """Return the lines of a brief whose hours are our guess: no one who would do the work has estimated them."""
    briefs = Brief.objects.filter(**of)
    return set(BriefLine.objects.filter(brief__in=briefs).exclude(basis=ANSWER).values_list("line", flat=True))


def _line(placed: agreements.PlacedLine, url: str) -> Item:
    terms = placed.terms.current
    more: list[tuple[str, str, str]] = []
    if terms and terms.planned_seconds is not None:
        more.append((HOURS, str(terms.planned_seconds), "seconds"))
    if terms and terms.revision_rounds is not None:
        more.append(("rounds", str(terms.revision_rounds), ""))
    if terms and terms.acceptance:
        more.append(("acceptance", terms.acceptance, ""))
    text = f"{placed.number} {placed.line.title}".strip()
    return Item(key=f"{LINE}{placed.line.pk}", text=text, more=tuple(more), where=str(placed.line.phase), url=url)


def _commercials(agreement: Agreement) -> list[Item]:
    url = reverse("agreements:agreement", args=[agreement.pk])
    amounts = {"fee": agreement.fee, "cap": agreement.cap}
    rate = agreement.hourly_rate
    found = [Item(key="term.fee_model", text=agreement.fee_model, unit="fee_model", where=str(agreement), url=url)]
    found += [
        Item(key=f"term.{name}", text=str(amount), unit=f"money:{agreement.currency}", right=FEE, url=url)
        for name, amount in amounts.items()
        if amount
    ]
    if rate:
        unit = f"hourly:{agreement.currency}"
        found.append(Item(key="term.hourly_rate", text=f"{rate:f}", unit=unit, right=FEE, url=url))
    if agreement.included_seconds and agreement.fee_model == RETAINER:
        found.append(Item(key="term.included", text=str(agreement.included_seconds), unit="seconds", url=url))
    return found


def project_url(project: Project) -> str:
    """Return the page of a project."""
    return reverse("projects:project", args=[project.pk])


def _dates(project: Project) -> list[Item]:
    days, url = {"term.starts": project.starts_on, ENDS: project.ends_on}, project_url(project)
    found = [Item(key=name, text=day.isoformat(), unit="day", url=url) for name, day in days.items() if day]
    stones = Milestone.objects.filter(project=project).order_by("due_on", "pk")
    return found + [
        Item(key=f"milestone.{one.pk}", text=one.name, more=(("milestone", one.due_on.isoformat(), "day"),), url=url)
        for one in stones
    ]
