"""Causes about clients: people, expectations, conversations, input and risks."""

from datetime import timedelta

from amity.accounts.models import Contact
from amity.advice.models import Recommendation
from amity.contact_reports.client_days.models import Absence
from amity.contact_reports.models import Edition
from amity.contact_reports.tests.making import make_report, make_talk, sent, with_silence
from amity.conversations.models import Action, Note, PassOn
from amity.conversations.passing import commands as passing
from amity.conversations.suspected.models import SuspectedRecord
from amity.conversations.tests.making import make_note
from amity.conversations.tests.passed import make_action, make_passed, make_raised
from amity.decisions.models import Consultation, Decision
from amity.expectations.models import Conflict, Expectation
from amity.growth.models import Opportunity
from amity.growth.tests.making import make_opportunity
from amity.invoicing.models import Invoice
from amity.invoicing.tests.making import make_invoice
from amity.mailbox.tests.making import make_message
from amity.meetings.models import Meeting
from amity.meetings.tests.making import make_meeting
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.reports.models import AccountReview
from amity.services.models import Cell
from amity.services.tests.making import make_service
from amity.strategy.models import Goal, GoalReading
from tests.builders import MONDAY, acting
from tests.causes.world import TODAY, Cause, Maker, World, day

STAMPS = {"added_at": MONDAY, "changed_at": MONDAY}


def _expectation(w: World, **values: object) -> Expectation:
    said = {"kind": "scope", "statement": "Welsh is in the launch", "stated_by": w.cleo, "stated_on": TODAY}
    return Expectation.objects.create(account=w.osprey, **STAMPS | said | values)


def promise(w: World) -> Cause:
    """Mara promised something."""
    row = _expectation(w, kind="promise", promised_by=w.mara, promised_until=day(-3))
    return Cause(w.mara, lambda: Expectation.objects.filter(pk=row.pk).update(state="met"))


def invoice_overdue(w: World) -> Cause:
    """An invoice of Osprey is 40 days overdue."""
    row = make_invoice(w.osprey, overdue=40)
    return Cause(w.mara, lambda: Invoice.objects.filter(pk=row.pk).update(paid=row.total))


def at_risk(w: World) -> Cause:
    """An expectation was missed."""
    row = _expectation(w, state="missed")
    return Cause(w.mara, lambda: Expectation.objects.filter(pk=row.pk).update(state="reset"))


def conflict(w: World) -> Cause:
    """What Cleo expects isn't what was agreed."""
    expected = _expectation(w)
    row = Conflict.objects.create(
        expectation=expected, account=w.osprey, believed=expected.statement, agreed="English only", found_at=MONDAY,
        found_by="Piet",
    )  # fmt: skip
    return Cause(w.mara, lambda: Conflict.objects.filter(pk=row.pk).update(closed_at=MONDAY, outcome="Settled"))


def client_input(w: World) -> Cause:
    """Photos that Mara asked for are late."""
    row = ClientInput.objects.create(
        account=w.osprey, project=w.site, contact=w.cleo, owner=w.mara, what="Photos", asked_on=day(-20),
        due_on=day(-6), **STAMPS,
    )  # fmt: skip
    return Cause(w.mara, lambda: ClientInput.objects.filter(pk=row.pk).update(state="in"))


def risk(w: World) -> Cause:
    """A risk of Mara's is due."""
    row = RegisterEntry.objects.create(
        account=w.osprey, title="No sandbox", owner=w.mara, due_on=TODAY, raised_on=day(-5), kind="risk",
        side="client", severity=3, client_effect=5, agency_effect=3, **STAMPS,
    )  # fmt: skip
    return Cause(w.mara, lambda: RegisterEntry.objects.filter(pk=row.pk).update(state="closed", outcome="Solved"))


def passed(w: World) -> Cause:
    """Piet passed something on to Mara."""
    row = make_passed(w.osprey, by=w.piet, to=w.mara)
    return Cause(w.mara, lambda: passing.acknowledge(by=acting(w.mara), passed_id=row.pk, version=1, now=MONDAY))


def tell(w: World) -> Cause:
    """Tim raised something for the client."""
    row = make_raised(w.site, by=w.tim)
    return Cause(w.mara, lambda: PassOn.objects.filter(pk=row.pk).update(state="client_knows"))


def action(w: World) -> Cause:
    """Mara has something to do for the client."""
    row = make_action(w.osprey, by=w.mara, due_on=day(-1))
    return Cause(w.mara, lambda: Action.objects.filter(pk=row.pk).update(done_at=MONDAY))


def client_action(w: World) -> Cause:
    """Cleo said to do something, and hasn't."""
    row = make_action(w.osprey, by=w.mara, due_on=day(-2))
    Action.objects.filter(pk=row.pk).update(owner=None, contact=w.cleo)
    return Cause(w.mara, lambda: Action.objects.filter(pk=row.pk).update(done_at=MONDAY))


def _suspected(mark: str) -> Maker:
    def make(w: World) -> Cause:
        """Cleo's email may have asked for something."""
        row = _suspect(w, mark)
        return Cause(w.mara, lambda: SuspectedRecord.objects.filter(pk=row.pk).update(state="dropped"), stand_in=False)

    return make


def _suspect(w: World, mark: str = "request") -> SuspectedRecord:
    message = make_message(w.osprey, contact=w.cleo, sent_at=MONDAY - timedelta(days=1))
    return SuspectedRecord.objects.create(
        message=message, account=w.osprey, mark=mark, position=1, text="Could you add a map?", asked=w.mara,
        contact=w.cleo, sender=w.mara if mark == "promise" else None, found_at=MONDAY,
    )  # fmt: skip


def meeting_note(w: World) -> Cause:
    """A meeting has no note."""
    row = make_meeting(w.osprey, people=[w.mara], contacts=[w.cleo], starts_at=MONDAY - timedelta(hours=3))
    return Cause(w.mara, lambda: Meeting.objects.filter(pk=row.pk).update(state="cancelled"), stand_in=False)


def close(w: World) -> Cause:
    """In the evening, Mara has an email to decide about."""
    row = _suspect(w)
    late = MONDAY.replace(hour=17, minute=30)
    end = SuspectedRecord.objects.filter(pk=row.pk)
    return Cause(w.mara, lambda: end.update(state="dropped"), stand_in=False, at=late)


def quiet(w: World) -> Cause:
    """The last talk was long ago."""
    make_note(w.osprey, w.mara, held_at=MONDAY - timedelta(days=40), contact_ids=(w.cleo.pk,))
    return Cause(w.mara, lambda: make_note(w.osprey, w.mara, held_at=MONDAY - timedelta(hours=1)))


def cadence(w: World) -> Cause:
    """Mara wanted to talk with Cleo every week."""
    Contact.objects.filter(pk=w.cleo.pk).update(cadence_days=7)
    make_note(w.osprey, w.mara, held_at=MONDAY - timedelta(days=12), contact_ids=(w.cleo.pk,))
    return Cause(w.mara, lambda: make_note(w.osprey, w.mara, contact_ids=(w.cleo.pk,)))


def single(w: World) -> Cause:
    """One of two contacts left."""
    gone = Contact.objects.filter(name="Carl Client")
    gone.update(is_active=False)
    return Cause(w.mara, lambda: gone.update(is_active=True))


def sponsor(w: World) -> Cause:
    """The sponsor left."""
    Contact.objects.filter(pk=w.cleo.pk).update(is_active=False)
    return Cause(w.mara, lambda: Contact.objects.filter(name="Carl Client").update(roles=["sponsor"]))


def away(w: World) -> Cause:
    """Cleo is away for two weeks."""
    row = Absence.objects.create(contact=w.cleo, first_on=day(-1), last_on=day(12), added_by="Mara", added_at=MONDAY)
    return Cause(w.mara, row.delete)


def to_draft(w: World) -> Cause:
    """A call has no report."""
    note = make_talk(w.osprey, w.mara, [w.cleo])
    return Cause(w.mara, lambda: Note.objects.filter(pk=note.pk).update(held_at=MONDAY - timedelta(days=90)))


def to_send(w: World) -> Cause:
    """A report is written and hasn't gone out."""
    report = make_report(w.osprey, w.mara, [w.cleo])
    return Cause(w.mara, lambda: sent(report, w.mara))


def corrected(w: World) -> Cause:
    """A report that went out is being corrected."""
    report = make_report(w.osprey, w.mara, [w.cleo])
    report.edition = 2
    report.save()
    return Cause(w.mara, lambda: type(report).objects.filter(pk=report.pk).update(edition=1))


def nearly_basis(w: World) -> Cause:
    """Silence is about to settle a report."""
    with_silence(w.osprey)
    report = sent(make_report(w.osprey, w.mara, [w.cleo]), w.mara)
    Edition.objects.filter(report=report).update(reminded_at=MONDAY)
    return Cause(w.mara, lambda: Edition.objects.filter(report=report).update(basis_at=MONDAY))


def _goal(w: World, *reads: tuple[int, int]) -> Goal:
    """A goal of 100 calls that began a year ago, with its readings: days from Monday, and the value."""
    goal = Goal.objects.create(
        account=w.osprey, title="Fewer calls", measure="calls a week", baseline=200, target=100, begun_on=day(-365),
        target_on=day(100), rhythm="monthly", **STAMPS,
    )  # fmt: skip
    for number, value in reads:
        goal.readings.create(read_on=day(number), value=value, source="Helpline", by_label="Mara", at=MONDAY)
    return goal


def reading_due(w: World) -> Cause:
    """A goal that is read each month wasn't read for six weeks."""
    goal = _goal(w, (-42, 120))
    return Cause(w.mara, lambda: goal.readings.create(read_on=TODAY, value=118, source="Helpline", at=MONDAY))


def off_track(w: World) -> Cause:
    """A goal is off track, and no one has said what to do."""
    goal = _goal(w, (-7, 195))
    return Cause(w.mara, lambda: Goal.objects.filter(pk=goal.pk).update(plan="Call them", plan_check_on=day(9)))


def _decision(w: World, **values: object) -> Decision:
    return Decision.objects.create(
        account=w.osprey, question="Do we launch in Welsh too?", opened_by="Mara", opened_at=MONDAY, **values
    )


def advice(w: World) -> Cause:
    """Mara asks Clara for advice on a decision."""
    row = Consultation.objects.create(
        decision=_decision(w), person=w.clara, due_on=day(3), asked_by=w.mara, asked_at=MONDAY
    )
    return Cause(w.clara, lambda: Consultation.objects.filter(pk=row.pk).update(answered_at=MONDAY), stand_in=False)


def decision_due(w: World) -> Cause:
    """A decision is due tomorrow."""
    row = _decision(w, due_on=day(1))
    return Cause(w.mara, row.delete)


def decision_review(w: World) -> Cause:
    """A decision is to be looked back on."""
    row = _decision(w)
    option = row.options.create(title="Yes")
    Decision.objects.filter(pk=row.pk).update(state="told", chosen=option, review_on=day(-1))
    return Cause(w.mara, lambda: Decision.objects.filter(pk=row.pk).update(state="reviewed"))


def account_review(w: World) -> Cause:
    """A review is held in a week, and isn't released."""
    row = AccountReview.objects.create(
        account=w.osprey, first_on=day(-50), last_on=day(30), held_on=day(7), created_by="Mara", created_at=MONDAY
    )
    return Cause(w.mara, row.delete)


def outcome(w: World) -> Cause:
    """The goal of an accepted recommendation was read after the expected date."""
    goal = Goal.objects.create(account=w.osprey, title="Sell in the app", begun_on=day(-90), **STAMPS)
    row = Recommendation.objects.create(
        account=w.osprey, goal=goal, title="Both languages at once", evidence="Westline", advice="Hire a writer",
        effect="More tickets", expected_on=day(-10), state="accepted", author=w.mara, added_at=MONDAY,
    )  # fmt: skip
    GoalReading.objects.create(goal=goal, read_on=day(-5), value=12, source="Shop", by_label="Mara", at=MONDAY)
    return Cause(w.mara, lambda: Recommendation.objects.filter(pk=row.pk).update(outcome="better"))


def opportunity_step(w: World) -> Cause:
    """The next step of an opportunity is late."""
    row = make_opportunity(w.osprey, w.mara, next_step="Call Cleo", next_on=day(-2))
    return Cause(w.mara, lambda: Opportunity.objects.filter(pk=row.pk).update(next_on=day(9)))


def contract_ending(w: World) -> Cause:
    """A competitor's contract for Media ends in 100 days."""
    media = make_service("Media")
    row = Cell.objects.create(
        account=w.osprey, service=media, state="competitor", competitor="Lantern Media", contract_ends_on=day(100),
        recorded_on=TODAY, recorded_at=MONDAY,
    )  # fmt: skip
    return Cause(w.mara, lambda: Cell.objects.filter(pk=row.pk).update(contract_ends_on=day(200)))


MAKERS: dict[str, Maker] = {
    "promise": promise, "expectation_at_risk": at_risk, "conflict": conflict, "input": client_input, "risk": risk,
    "passed": passed, "tell": tell, "action": action, "client_action": client_action,
    "suspected_promise": _suspected("promise"), "suspected_request": _suspected("request"),
    "suspected_preference": _suspected("preference"), "meeting_note": meeting_note, "close_day": close,
    "quiet_account": quiet, "cadence": cadence, "single_contact": single, "sponsor_left": sponsor, "away": away,
    "report_to_draft": to_draft, "report_to_send": to_send, "report_corrected": corrected,
    "report_nearly_basis": nearly_basis, "goal_readings": reading_due, "goals_off_track": off_track,
    "decision_answers": advice, "decisions_due": decision_due, "decisions_to_review": decision_review,
    "account_reviews": account_review, "invoice_overdue": invoice_overdue,
    "recommendation_outcomes": outcome, "opportunity_steps": opportunity_step, "contract_ending": contract_ending,
}  # fmt: skip
