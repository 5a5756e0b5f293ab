"""What people of the script do, each by the command that its page calls."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from amity.accounts.demo import account_named, contact_named
from amity.agreements.models import Agreement
from amity.agreements.steps.commands import Evidence, record_signature
from amity.conversations.passing.changes import PassOnFields
from amity.conversations.passing.commands import pass_on
from amity.demo.fortnight.script import Deed
from amity.expectations.conflicts.commands import close_conflict
from amity.expectations.models import Conflict
from amity.growth.commands import plan_step
from amity.growth.models import Opportunity
from amity.growth.rules import NextStep
from amity.huddles.agendas.agenda import agenda_of
from amity.huddles.commands import settle_point
from amity.huddles.follow_ups.commands import take_point
from amity.huddles.models import Huddle, Point
from amity.huddles.rules import TakenFields
from amity.monitoring.changes import EntryFields, InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.monitoring.risks.commands import add_entry
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.scope.assessments.commands import assess_request
from amity.scope.assessments.fields import AssessmentFields
from amity.scope.decisions.commands import decide_request
from amity.scope.decisions.fields import DecisionFields
from amity.scope.models import Request
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.shared.stories import Crew
from amity.status.answers.commands import confirm_status
from amity.today.shown.commands import record_action
from amity.waiting.kinds import Kind, Sent, act_of, kinds

MINUTE: Final = 60


class Missing(LookupError):
    """The script names something that isn't there: the demo or a kind has changed."""


def do(crew: Crew, deed: Deed, now: datetime) -> None:
    """Do one deed of the script."""
    _DEEDS[deed.does](crew, deed, now)


def _card(crew: Crew, deed: Deed, now: datetime) -> None:
    """Do an act of a card in place."""
    by = crew.acting(deed.who)
    today = person_of(by).day_of(now)
    kind = next((one for one in kinds() if one.key == deed.kind), None)
    item = next((one for one in _items(kind, by, today) if deed.what in one.title), None) if kind else None
    if item is None:
        raise Missing(f"{deed.who} has no {deed.kind} “{deed.what}”")
    act_of(deed.kind, deed.act).run(by, item.id, Sent(item.version, deed.text), now)
    record_action(by, deed.kind, item.id, now)


def _items(kind: Kind, by: Any, today: Any) -> list[Any]:
    rows = list(kind.rows(person_of(by), today)) if kind.rows else []
    return kind.items(by, rows, today)


def _log(crew: Crew, deed: Deed, now: datetime) -> None:
    fields = RequestFields(
        deed.text, contact_id=contact_named(deed.contact), through=deed.choice or "phone",
        project_id=_project(deed).pk if deed.project else None,
    )  # fmt: skip
    log_request(by=crew.acting(deed.who), account_id=account_named(deed.account).pk, fields=fields, now=now)


def _assess(crew: Crew, deed: Deed, now: datetime) -> None:
    row = _request(deed)
    hours = tuple((crew.discipline(name), minutes * MINUTE) for name, minutes in (deed.hours or {}).items())
    fields = AssessmentFields(deed.choice, deed.text)
    assess_request(
        by=crew.acting(deed.who), request_id=row.pk, version=row.version, hours=hours, fields=fields, now=now
    )


def _decide(crew: Crew, deed: Deed, now: datetime) -> None:
    row = _request(deed)
    fields = DecisionFields(deed.choice, because=deed.text)
    decide_request(by=crew.acting(deed.who), request_id=row.pk, version=row.version, fields=fields, now=now)


def _close_conflict(crew: Crew, deed: Deed, now: datetime) -> None:
    row = Conflict.objects.filter(believed__contains=deed.what, closed_at=None).first()
    if row is None:
        raise Missing(f"no open conflict “{deed.what}”")
    close_conflict(by=crew.acting(deed.who), conflict_id=row.pk, version=row.version, outcome=deed.text, now=now)


def _risk(crew: Crew, deed: Deed, now: datetime) -> None:
    fields = EntryFields(
        deed.text, kind=deed.choice or "roadblock", project_id=_project(deed).pk, waiting=deed.what,
        client_effect=3, agency_effect=3, owner_id=crew.id(deed.who),
        due_on=(now + timedelta(days=deed.in_days)).date(),
    )  # fmt: skip
    add_entry(by=crew.acting(deed.who), fields=fields, now=now)


def _pass_on(crew: Crew, deed: Deed, now: datetime) -> None:
    fields = PassOnFields(
        deed.text, stated_by_id=contact_named(deed.contact), project_id=_project(deed).pk,
        due_on=(now + timedelta(days=deed.in_days)).date(),
    )  # fmt: skip
    account_id = account_named(deed.account).pk
    pass_on(
        by=crew.acting(deed.who), account_id=account_id, colleague_ids=(crew.id(deed.choice),), fields=fields, now=now
    )


def _ask(crew: Crew, deed: Deed, now: datetime) -> None:
    fields = InputFields(
        deed.text, (now + timedelta(days=deed.in_days)).date(), project_id=_project(deed).pk,
        contact_id=contact_named(deed.contact), asked_on=now.date(),
    )  # fmt: skip
    ask_input(by=crew.acting(deed.who), fields=fields, now=now)


def _take(crew: Crew, deed: Deed, now: datetime) -> None:
    huddle, point = _point(crew, deed, now)
    due = (now + timedelta(days=deed.in_days)).date() if deed.in_days else None
    take_point(
        by=crew.acting(deed.who), huddle_id=huddle.pk, kind=point.kind, item=point.item,
        fields=TakenFields(crew.id(deed.choice) if deed.choice else None, due, deed.text), now=now,
    )  # fmt: skip


def _settle(crew: Crew, deed: Deed, now: datetime) -> None:
    huddle, point = _point(crew, deed, now)
    settle_point(by=crew.acting(deed.who), huddle_id=huddle.pk, kind=point.kind, item=point.item, now=now)


def _point(crew: Crew, deed: Deed, now: datetime) -> tuple[Huddle, Point]:
    """Return the newest huddle of someone, with the point whose title has these words."""
    by = crew.acting(deed.who)
    huddle = Huddle.objects.visible_to(person_of(by)).order_by("-week").first()
    agenda = agenda_of(huddle, by, person_of(by).day_of(now), None) if huddle else None
    for one in agenda.points if agenda else ():
        if huddle and deed.what in one.title:
            return huddle, one
    titles = [one.title for one in agenda.points] if agenda else []
    raise Missing(f"no point “{deed.what}” in the huddle of {deed.who}: {titles}")


def _status(crew: Crew, deed: Deed, now: datetime) -> None:
    confirm_status(by=crew.acting(deed.who), project_id=_project(deed).pk, now=now)


def _sign(crew: Crew, deed: Deed, now: datetime) -> None:
    row = Agreement.objects.get(account__name=deed.account, number=deed.what)
    evidence = Evidence(now.date(), client=deed.contact, agency=deed.who, note=deed.text)
    record_signature(by=crew.acting(deed.who), agreement_id=row.pk, version=row.version, evidence=evidence, now=now)


def _step(crew: Crew, deed: Deed, now: datetime) -> None:
    row = Opportunity.objects.get(title=deed.what)
    step = NextStep(deed.text, (now + timedelta(days=deed.in_days)).date())
    plan_step(by=crew.acting(deed.who), opportunity_id=row.pk, version=row.version, step=step, now=now)


def _project(deed: Deed) -> Project:
    return Project.objects.get(account__name=deed.account, name=deed.project)


def _request(deed: Deed) -> Request:
    found = Request.objects.filter(words__contains=deed.what, closed_at=None).order_by("-pk").first()
    if found is None:
        raise Missing(f"no open request “{deed.what}”")
    return found


_DEEDS: Final[Mapping[str, Callable[[Crew, Deed, datetime], None]]] = {
    "card": _card, "log": _log, "assess": _assess, "decide": _decide, "close_conflict": _close_conflict,
    "risk": _risk, "pass_on": _pass_on, "ask": _ask, "take": _take, "settle": _settle, "status": _status,
    "sign": _sign, "step": _step,
}  # fmt: skip
