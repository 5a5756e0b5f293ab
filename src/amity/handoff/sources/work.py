"""Items about the work: its lines, commercial terms and dates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from amity.agency.queries import agency_day
from amity.agreements.fees.rules import RETAINER
from amity.agreements.lines import queries as agreements
from amity.agreements.models import Agreement
from amity.briefs.estimate.queries import ANSWER
from amity.briefs.models import Brief, BriefLine
from amity.handoff.models import Handoff
from amity.handoff.rules import COMMERCIAL, DATE, SCOPE
from amity.handoff.versions.rules import ASSUMED, KNOWN, Item
from amity.projects.models import Milestone, Project
from amity.shared.permission import MoneyRight

FEE = int(MoneyRight.FEE)


def items_of(handoff: Handoff) -> Mapping[str, list[Item]]:
    """Return items about the project of a hand-off, by block."""
    if handoff.project is None:
        return {}
    project, today = handoff.project, agency_day(handoff.started_at)
    agreement = project.agreement
    return {
        SCOPE: _lines(agreement, today) if agreement else [],
        COMMERCIAL: _commercials(agreement) if agreement else [],
        DATE: _dates(project),
    }


def _lines(agreement: Agreement, today: date) -> list[Item]:
    url, guessed = reverse("agreements:agreement", args=[agreement.pk]), guessed_lines(agreement=agreement)
    return [_line(placed, url, placed.line.pk in guessed) for placed in agreements.lines_of(agreement, today)]


def guessed_lines(**of: Any) -> set[int]:
    """Return the lines of a brief whose hours are our guess: no one who would do the work has estimated them."""
    briefs = Brief.objects.filter(**of)
    return set(BriefLine.objects.filter(brief__in=briefs).exclude(basis=ANSWER).values_list("line", flat=True))


def _line(placed: agreements.PlacedLine, url: str, is_guessed: bool) -> Item:
    terms = placed.terms.current
    more: list[tuple[str, str, str]] = []
    if terms and terms.planned_seconds is not None:
        more.append(("hours", str(terms.planned_seconds), "seconds"))
    if terms and terms.revision_rounds is not None:
        more.append(("rounds", str(terms.revision_rounds), ""))
    if terms and terms.acceptance:
        more.append(("acceptance", terms.acceptance, ""))
    text = f"{placed.number} {placed.line.title}".strip()
    mark = ASSUMED if is_guessed and terms and terms.planned_seconds else KNOWN
    return Item(
        key=f"line.{placed.line.pk}", text=text, more=tuple(more), where=str(placed.line.phase), url=url, mark=mark
    )


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
    days, url = {"starts": project.starts_on, "ends": project.ends_on}, project_url(project)
    found = [Item(key=f"term.{name}", text=day.isoformat(), unit="day", url=url) for name, day in days.items() if day]
    stones = Milestone.objects.filter(project=project).order_by("due_on", "pk")
    return found + [
        Item(key=f"milestone.{one.pk}", text=one.name, more=(("milestone", one.due_on.isoformat(), "day"),), url=url)
        for one in stones
    ]
