"""Briefs for machines. Budgets, prices and margins are told as far as the right to money goes."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Id, Page, amount, merged
from amity.briefs import commands, drawing, policy
from amity.briefs.queries.buys import buys_of
from amity.briefs.queries.estimate import planned_line
from amity.briefs.queries.seen import asked_seen_by, brief_seen_by, briefs_seen_by, line_seen_by
from amity.briefs.queries.size import sized
from amity.briefs.queries.standing import standing_of
from amity.briefs.said import BriefSaid, LineSaid, said_of
from amity.briefs.shapes import (
    BriefEdit,
    BriefLineEdit,
    BriefLineShape,
    BriefMove,
    BriefRead,
    BriefsAsked,
    BriefShape,
    HoursAnswer,
    NewBrief,
    NewBriefLine,
    NewQuestion,
    QuestionShape,
    WholeBriefShape,
)
from amity.people.queries import person_of
from amity.shared.money import Money

router = Router(tags=["Briefs"])
SETUP = "setup:write"


@reads(router, "/briefs", Page[BriefShape])
def list_briefs(request: HttpRequest, asked: Query[BriefsAsked]) -> dict[str, Any]:
    """The briefs the caller sees."""
    by = asker(request)
    fee = policy.sees_fee(person_of(by))
    rows = briefs_seen_by(by).select_related(None)
    if asked.account_id is not None:
        rows = rows.filter(account_id=asked.account_id)
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    return page(rows, asked, lambda one: _brief(one, fee))


@reads(router, "/briefs/{int:brief_id}", WholeBriefShape)
def read_brief(request: HttpRequest, brief_id: Path[Id]) -> dict[str, Any]:
    """One brief with its lines, what they come to, and what is missing."""
    return _told(request, brief_id)


@writes(router, "POST", "/briefs", WholeBriefShape, scope=SETUP, status=201)
def open_brief(request: HttpRequest, said: NewBrief) -> dict[str, Any]:
    """Open a brief of an account."""
    wanted = BriefSaid(**said.model_dump(exclude={"account_id"}))
    opened = commands.open_brief(by=asker(request), account_id=said.account_id, said=wanted, now=timezone.now())
    return _told(request, opened.pk)


@writes(router, "PATCH", "/briefs/{int:brief_id}", WholeBriefShape, scope=SETUP)
def edit_brief(request: HttpRequest, brief_id: Path[Id], said: BriefEdit) -> dict[str, Any]:
    """Change what a draft says."""
    by = asker(request)
    wanted = merged(said_of(brief_seen_by(by, brief_id)), said)
    commands.edit_brief(by=by, brief_id=brief_id, version=said.version, said=wanted, now=timezone.now())
    return _told(request, brief_id)


@writes(router, "POST", "/briefs/{int:brief_id}/moves", WholeBriefShape, scope=SETUP)
def move_brief(request: HttpRequest, brief_id: Path[Id], said: BriefMove) -> dict[str, Any]:
    """Move a brief along its states. 403 where the move is not legal, or something its size demands is missing."""
    evidence = commands.MoveSaid(**said.model_dump(exclude={"version", "state"}))
    commands.move_brief(
        by=asker(request), brief_id=brief_id, version=said.version, state=said.state, said=evidence, now=timezone.now()
    )
    return _told(request, brief_id)


@writes(router, "POST", "/briefs/{int:brief_id}/conversion", WholeBriefShape, scope=SETUP)
def convert_brief(request: HttpRequest, brief_id: Path[Id], said: BriefRead) -> dict[str, Any]:
    """Turn a confirmed brief into an agreement to be offered and a project, or a call-off."""
    commands.convert_brief(by=asker(request), brief_id=brief_id, version=said.version, now=timezone.now())
    return _told(request, brief_id)


@writes(router, "POST", "/briefs/{int:brief_id}/lines", BriefLineShape, scope=SETUP, status=201)
def add_brief_line(request: HttpRequest, brief_id: Path[Id], said: NewBriefLine) -> dict[str, Any]:
    """Put a line at the end of a draft."""
    row = commands.add_line(by=asker(request), brief_id=brief_id, said=_line_said(said), now=timezone.now())
    return _line_told(request, row.pk)


@writes(router, "PATCH", "/brief-lines/{int:brief_line_id}", BriefLineShape, scope=SETUP)
def edit_brief_line(request: HttpRequest, brief_line_id: Path[Id], said: BriefLineEdit) -> dict[str, Any]:
    """Change a line of a draft."""
    commands.edit_line(
        by=asker(request), line_id=brief_line_id, version=said.version, said=_line_said(said), now=timezone.now()
    )
    return _line_told(request, brief_line_id)


@writes(router, "POST", "/brief-lines/{int:brief_line_id}/questions", QuestionShape, scope=SETUP, status=201)
def ask_for_hours(request: HttpRequest, brief_line_id: Path[Id], said: NewQuestion) -> dict[str, Any]:
    """Ask a colleague for hours. They get a mail with a link for this one answer."""
    asking = commands.Asking(**said.model_dump())
    return _question(
        commands.ask_for_hours(by=asker(request), line_id=brief_line_id, asking=asking, now=timezone.now())
    )


@writes(router, "POST", "/hours-asked/{int:asked_id}/answer", QuestionShape, scope=SETUP)
def answer_hours(request: HttpRequest, asked_id: Path[Id], said: HoursAnswer) -> dict[str, Any]:
    """Say how long it takes: who was asked, once."""
    commands.answer_hours(
        by=asker(request), asked_id=asked_id, seconds=said.seconds, note=said.note, now=timezone.now()
    )
    return _question(asked_seen_by(asker(request), asked_id))


def _told(request: HttpRequest, brief_id: int) -> dict[str, Any]:
    by = asker(request)
    person, today = person_of(by), timezone.localdate()
    brief = brief_seen_by(by, brief_id)
    buys = buys_of(brief, today)
    eyes = drawing.eyes_of(person, buys.estimate)
    standing = standing_of(brief, buys.estimate, sized(brief, buys.estimate, today).size)
    told = _brief(brief, eyes.fee)
    told["lines"] = [_line(one, eyes.fee) for one in buys.estimate.lines]
    told["gaps"] = [{"item": gap.item, "state": gap.state, "blocks": gap.blocks} for gap in standing.gaps]
    if eyes.fee:
        told["buys"] = _buys(buys, eyes)
    return told


def _brief(brief: Any, fee: bool) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(brief, name) for name in PLAIN}
    if fee:
        told["budget_kind"] = brief.budget_kind
        for name in ("budget_low", "budget_high"):
            minor = getattr(brief, name)
            told[name] = None if minor is None else amount(Money(minor, brief.currency))
    return told


PLAIN = tuple(name for name, field in BriefShape.model_fields.items() if field.is_required())


def _buys(buys: Any, eyes: Any) -> dict[str, Any]:
    purchase, terms = buys.purchase, buys.estimate.terms

    def money(minor: int | None) -> dict[str, Any] | None:
        return None if minor is None else amount(Money(minor, terms.currency))

    told = {
        "seconds": purchase.total.seconds, "unpriced_seconds": purchase.total.unpriced,
        "price": money(purchase.total.price), "budget": money(purchase.budget), "left": money(purchase.left),
    }  # fmt: skip
    if eyes.margin:
        at = purchase.at_budget or purchase.at_lines
        known = purchase.total.uncosted == 0
        told["cost"] = amount(Money(purchase.total.cost, terms.cost_currency)) if known else None
        told["margin"] = at.share if at else None
    return told


def _line_told(request: HttpRequest, row_id: int) -> dict[str, Any]:
    by = asker(request)
    row = line_seen_by(by, row_id)
    return _line(planned_line(row, timezone.localdate()), policy.sees_fee(person_of(by)))


def _line(one: Any, fee: bool) -> dict[str, Any]:
    said = one.said()
    told = {
        "id": one.row.pk, "line_id": one.row.line_id, "version": one.row.version, "title": said.title,
        "phase": said.phase, "state": one.state, "hours": {str(key): seconds for key, seconds in said.hours},
        "revision_rounds": said.revision_rounds, "acceptance": said.acceptance,
    }  # fmt: skip
    if fee:
        told["price"] = None if said.price is None else amount(Money(said.price, one.row.brief.currency))
    return told


def _line_said(said: NewBriefLine) -> LineSaid:
    values = said.model_dump(exclude={"version", "hours"})
    return LineSaid(**values, hours=tuple((one.discipline_id, one.seconds) for one in said.hours))


def _question(asked: Any) -> dict[str, Any]:
    names = ("person_id", "discipline_id", "due_on", "question", "answered_at", "seconds", "note")
    return {"id": asked.pk, "brief_line_id": asked.line_id, **{name: getattr(asked, name) for name in names}}
