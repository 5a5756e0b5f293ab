"""Causes in projects, agreements, requests and money."""

from datetime import date
from decimal import Decimal

from amity.agreements.models import Agreement
from amity.agreements.steps.models import Recorded
from amity.huddles.models import FollowUp, Point
from amity.huddles.tests.making import make_held
from amity.people.models import Discipline
from amity.portal.answers.models import Answer
from amity.portal.pulse.models import Pulse
from amity.portal.tests.answering import make_answer, sent_item
from amity.profitability.finished_items.models import FinishedQuestion
from amity.profitability.forecast.models import ForecastStep
from amity.projects.models import Milestone, WorkItem
from amity.retainers.models import OverDecision
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.rights.models import Right, RightsSwitch
from amity.rights.tests.making import make_right
from amity.scope import rules as scope
from amity.scope.assessments.commands import assess_request
from amity.scope.assessments.fields import AssessmentFields
from amity.scope.models import Request
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.scope.tests.making import make_assessed, make_order
from amity.shared.money import Rate
from amity.status.contradictions.models import Contradiction
from amity.status.tests.making import make_ask, make_question, make_status
from amity.timesheets import commands as time
from tests.builders import MONDAY, acting, make_agreement, make_cost_rate, make_entry, make_item, make_project, seconds
from tests.causes.world import TODAY, Cause, Maker, World, day

OCTOBER = date(2026, 10, 1)
HOUR = 3_600


def milestone(w: World) -> Cause:
    """The launch is late."""
    row = Milestone.objects.create(project=w.site, name="Launch", due_on=day(-9))
    return Cause(w.mara, lambda: Milestone.objects.filter(pk=row.pk).update(delivered_on=TODAY))


def _log(w: World, **values: object) -> Request:
    fields = RequestFields("Six more stations", contact_id=w.cleo.pk, **values)  # type: ignore[arg-type]
    return log_request(by=acting(w.mara), account_id=w.osprey.pk, fields=fields, now=MONDAY)


def _close(row: Request) -> object:
    return Request.objects.filter(pk=row.pk).update(closed_at=MONDAY, closed_because="Not needed")


def to_assess(w: World) -> Cause:
    """Piet has a request to assess."""
    row = _log(w, project_id=w.site.pk)
    return Cause(w.piet, lambda: _close(row), stand_in=False)


def to_confirm(w: World) -> Cause:
    """Piet has assessed a request."""
    row = make_assessed(w.osprey, w.piet, "Six more stations", w.site)
    return Cause(w.mara, lambda: _close(row))


def client_request(w: World) -> Cause:
    """Cleo asked for something."""
    row = _log(w)
    return Cause(w.mara, lambda: _close(row))


def courtesy(w: World) -> Cause:
    """Forty hours are proposed at no charge."""
    row = _log(w, project_id=w.site.pk)
    craft = Discipline.objects.create(name="Design")
    assess_request(
        by=acting(w.piet), request_id=row.pk, version=row.version, hours=((craft.pk, 40 * HOUR),),
        fields=AssessmentFields(scope.AT_NO_CHARGE, "They were patient"), now=MONDAY,
    )  # fmt: skip
    return Cause(w.ada, lambda: _close(row), stand_in=False)


def retainer_request(w: World) -> Cause:
    """A request in the retainer is due."""
    care = _retainer(w)
    item = make_item(care.projects.get(), "New banner")
    row = _log(w)
    Request.objects.filter(pk=row.pk).update(state="included", item=item, agreement=care, wanted_on=day(1))
    return Cause(w.mara, lambda: Request.objects.filter(pk=row.pk).update(closed_at=MONDAY))


def _retainer(w: World, october: int = 0, november: int = 0, **terms: object) -> Agreement:
    """Return a retainer of 60 h a month since October, with hours in both months."""
    care = make_agreement(w.osprey, "retainer", fee=720_000, included_seconds=seconds("60"), starts_on=OCTOBER)
    project = make_project(w.osprey, name="Care", manager=w.piet, team=[w.tim], agreement=care)
    given = PeriodTerms(OCTOBER, "hours", seconds("60"), rate=Rate(Decimal(120), "EUR"), **terms)  # type: ignore[arg-type]
    agree_period_terms(by=acting(w.mara), agreement_id=care.pk, terms=given, now=MONDAY)
    for month, hours in ((10, october), (11, november)):
        for number in range(hours // 10):
            make_entry(by=w.tim, project=project, hours="10", on=date(2026, month, number + 1))
    make_entry(by=w.tim, project=project, hours="1", on=day(-3))
    return care


def _end_of(care: Agreement) -> object:
    return Agreement.objects.filter(pk=care.pk).update(fee_model="fixed")


def overage(w: World) -> Cause:
    """October ended ten hours over."""
    care = _retainer(w, october=70)
    decided = {"agreement": care, "period": OCTOBER, "given": 0}
    return Cause(w.mara, lambda: OverDecision.objects.create(**decided, decided_at=MONDAY))


def pace(w: World) -> Cause:
    """More than November includes is used."""
    care = _retainer(w, november=80)
    return Cause(w.mara, lambda: _end_of(care))


def rollover(w: World) -> Cause:
    """What rolled over from October expires in a week."""
    care = _retainer(w, october=10, november=10, rollover="surplus")
    return Cause(w.mara, lambda: _end_of(care))


def to_send(w: World) -> Cause:
    """Mara's agreement is cleared."""
    row = make_agreement(w.osprey, state="cleared", drafted_by=w.mara)
    return Cause(w.mara, lambda: Agreement.objects.filter(pk=row.pk).update(state="with_client"), stand_in=False)


def change_order(w: World) -> Cause:
    """A change order has been with the client for a week."""
    order = make_order(w.osprey)
    Agreement.objects.filter(pk=order.pk).update(state="with_client", parent=w.site.agreement)
    Recorded.objects.create(
        agreement=order, step="with_client", happened_on=day(-7), recorded_by="Mara", recorded_at=MONDAY
    )
    return Cause(w.mara, lambda: Agreement.objects.filter(pk=order.pk).update(state="signed"))


def agreement_date(w: World) -> Cause:
    """The last day for notice is near."""
    row = make_agreement(w.osprey, notice_on=day(12))
    return Cause(w.mara, lambda: Agreement.objects.filter(pk=row.pk).update(notice_on=day(400)))


def project_to_create(w: World) -> Cause:
    """The client signed an agreement that has no project."""
    row = make_agreement(w.osprey, "fixed", taken_over=False, state="signed")
    return Cause(w.mara, lambda: make_project(w.osprey, agreement=row, name="Winter"))


def right(w: World) -> Cause:
    """Music ends within the month."""
    RightsSwitch.objects.update_or_create(pk=1, defaults={"is_on": True})
    row = make_right(w.mara, w.osprey)
    return Cause(w.mara, lambda: Right.objects.filter(pk=row.pk).update(let_go_on=TODAY))


def answer(w: World) -> Cause:
    """Cleo answered."""
    row = make_answer(sent_item(w.osprey, w.mara, [w.cleo], now=MONDAY), w.cleo, words="Yes, please")
    return Cause(w.mara, lambda: Answer.objects.filter(pk=row.pk).update(seen_at=MONDAY))


def pulse(w: World) -> Cause:
    """Cleo isn't content."""
    row = Pulse.objects.create(account=w.osprey, contact=w.cleo, quarter=20264, work="badly", sent_at=MONDAY)
    return Cause(w.mara, row.delete)


def forecast(w: World) -> Cause:
    """The project is likely to go over budget."""
    row = ForecastStep.objects.create(
        project=w.site, step="warning", reached_on=TODAY, level=3, budget=100 * HOUR, used=80 * HOUR,
        expected=130 * HOUR, overrun=9_000,
    )  # fmt: skip
    return Cause(w.mara, lambda: ForecastStep.objects.filter(pk=row.pk).update(gone_on=TODAY))


def finished(w: World) -> Cause:
    """A work item may be finished."""
    item = make_item(w.site, "Wireframes", hours="10")
    FinishedQuestion.objects.create(project=w.site, item=item, last_on=day(-30))
    return Cause(w.piet, lambda: WorkItem.objects.filter(pk=item.pk).update(finished_at=MONDAY), stand_in=False)


def uncosted(w: World) -> Cause:
    """Time of this month has no cost."""
    row = make_entry(by=w.tim, project=w.site, on=day(-3))
    return Cause(
        w.fina, lambda: time.delete_entry(by=acting(w.tim), entry_id=row.pk, version=row.version, now=MONDAY),
        stand_in=False,
    )  # fmt: skip


def month(w: World) -> Cause:
    """October can be closed."""
    make_cost_rate("60")
    make_entry(by=w.tim, project=w.site, on=OCTOBER)
    return Cause(w.fina, lambda: time.lock_month(by=acting(w.fina), month=202610, now=MONDAY), stand_in=False)


def status(w: World) -> Cause:
    """Piet hasn't answered how the project is going."""
    row = make_ask(w.site, w.piet, day(-3))
    return Cause(w.piet, row.delete, stand_in=False)


def contradiction(w: World) -> Cause:
    """The status is green and the milestone has passed, since before the last working day."""
    make_status(w.site, w.piet)
    row = make_question(w.site, w.piet)
    return Cause(w.mara, lambda: Contradiction.objects.filter(pk=row.pk).update(closed_at=MONDAY))


def follow_up(w: World) -> Cause:
    """Mara took something from the huddle with Piet."""
    row = make_held(w.mara, w.piet, w.site)
    Point.objects.filter(follow_up=row).update(client_effect=3, agency_effect=2)
    return Cause(w.mara, lambda: FollowUp.objects.filter(pk=row.pk).update(done_at=MONDAY))


MAKERS: dict[str, Maker] = {
    "milestone": milestone, "request_to_assess": to_assess, "request_to_confirm": to_confirm,
    "client_request": client_request, "courtesy": courtesy, "request": retainer_request, "overage": overage,
    "retainer_pace": pace, "rollover": rollover, "send": to_send, "change_order": change_order,
    "agreement_date": agreement_date, "project_to_create": project_to_create, "right": right, "answers": answer,
    "pulse": pulse, "forecast": forecast,
    "follow_up": follow_up, "status": status, "contradiction": contradiction, "finished": finished,
    "uncosted": uncosted, "month": month,
}  # fmt: skip
