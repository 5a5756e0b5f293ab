"""Every kind of email, written by the function of the product that writes it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from django.urls import reverse

from amity.accounts.models import Contact
from amity.agreements import mails as about_agreements
from amity.agreements import rules
from amity.agreements.models import Agreement
from amity.agreements.review import counsel
from amity.agreements.review.models import Review
from amity.backups import commands as backups
from amity.backups.faults import FULL, BackupFailed
from amity.backups.jobs import WORKER
from amity.backups.models import Schedule
from amity.backups.rules import NIGHTLY
from amity.briefs.hours_asked import mails as about_hours
from amity.briefs.models import HoursAsked
from amity.conversations.calls import commands as calls
from amity.conversations.models import PassOn
from amity.conversations.passing import mails as about_passing
from amity.facts import mails as about_questions
from amity.facts.models import Fact
from amity.handoff import mails as about_handoffs
from amity.handoff import rules as handoff_rules
from amity.handoff.models import Handoff
from amity.meetings.models import Meeting
from amity.people.invitations import commands as invitation_commands
from amity.people.models import Person
from amity.people.rights import commands as rights_commands
from amity.people.second_factor import commands as factor_commands
from amity.people.sessions import commands as session_commands
from amity.portal.answers import mails as about_answers
from amity.portal.answers import rules as answer_rules
from amity.portal.answers.models import Answer
from amity.profitability.closing import commands as month_end
from amity.rights import mails as about_rights
from amity.rights.models import Right
from amity.shared.actor import Actor
from amity.shared.dates.upcoming_dates import UpcomingDate
from amity.shared.permission import MoneyRight
from amity.timesheets.approval import commands as approval
from amity.timesheets.models import TimeRules
from amity.timesheets.reminders import commands as reminders
from amity.timesheets.reminders.models import NoReminders
from amity.timesheets.week.days import week_of
from tooling.texts.client_pages import code_emails
from tooling.texts.decision_emails import decision_emails
from tooling.texts.forecast_emails import forecast_emails
from tooling.texts.gate_emails import gate_emails
from tooling.texts.rendered import Text
from tooling.texts.stage import LINK, NOW, Stage
from tooling.texts.status_emails import status_emails
from tooling.texts.today_emails import today_emails

ADMIN, MANAGER, WRITER, LEAD = "Gus Adeyemi", "Nadia Ferrer", "Lotte Vries", "Mateus Prado"
LAST_MONTH: Final = 202610
MOST: Final = 2


def emails(stage: Stage) -> Iterator[Text]:
    """Yield every email that Amity sends, at most two of those that an action sends to many."""
    for part in (
        _sign_in,
        code_emails,
        _backups,
        _rights,
        _questions,
        _agreements,
        _days,
        _hours,
        _handoffs,
        _passing,
        _calls,
        _replies,
        gate_emails,
        _time,
        forecast_emails,
        decision_emails,
        status_emails,
        today_emails,
    ):
        for name, act in part(stage):
            yield from stage.mails(name, act)[:MOST]


Acts = Iterator[tuple[str, Callable[[], object]]]


def _sign_in(stage: Stage) -> Acts:
    by, writer = stage.acting(ADMIN), stage.person(WRITER)
    yield "invitation", lambda: invitation_commands.resend_invitation(by=by, person_id=writer.pk, now=NOW)
    browser = stage.browser()
    yield (
        "forgotten password",
        lambda: browser.post(reverse("account_reset_password"), {"email": writer.mail}),
    )
    yield (
        "signed out by an administrator",
        lambda: session_commands.end_sessions_of(by=by, person_id=writer.pk, reason="Lost laptop", now=NOW),
    )
    yield (
        "second factor removed by an administrator",
        lambda: factor_commands.reset_second_factor(by=by, person_id=writer.pk, reason="Lost phone", now=NOW),
    )


def _backups(stage: Stage) -> Acts:
    yield (
        "nightly backup failed",
        lambda: backups.record_failure(
            by=WORKER, kind=NIGHTLY, to=Path("/mnt/backups/a.zip"), started=NOW,
            fault=BackupFailed(FULL, "/mnt/backups"), now=NOW,
        ),
    )  # fmt: skip
    yield "no backup for two days", lambda: _leave_without_backup(stage)


def _leave_without_backup(stage: Stage) -> None:
    Schedule.objects.update_or_create(pk=1, defaults={"folder": "/mnt/backups", "changed_at": NOW - timedelta(days=3)})
    backups.mail_if_overdue(now=NOW)


def _rights(stage: Stage) -> Acts:
    by, writer = stage.acting(ADMIN), stage.person(WRITER)
    roles = ["team_member", "project_manager"]
    yield "roles changed", lambda: rights_commands.change_roles(by=by, person_id=writer.pk, roles=roles, now=NOW)
    right = int(MoneyRight.FEE)
    yield (
        "access to figures changed",
        lambda: rights_commands.set_money_right(by=by, person_id=writer.pk, right=right, now=NOW),
    )


def _questions(stage: Stage) -> Acts:
    fact = Fact.objects.filter(state="ask", owner__mail__isnull=False, asked_by__mail__isnull=False).earliest("pk")
    by = stage.acting(fact.asked_by.name if fact.asked_by else MANAGER)
    answered = Fact.objects.get(pk=fact.pk)
    answered.value = "Two languages, English first."
    yield "question asked", lambda: about_questions.asked(fact, by, NOW)
    yield "question answered", lambda: about_questions.answered(answered, stage.acting(WRITER), NOW)
    yield "question overdue", lambda: about_questions.overdue(fact, NOW)


def _agreements(stage: Stage) -> Acts:
    review = Review.objects.filter(role="legal", verdict="").latest("pk")
    returned, cleared = (
        Review.objects.filter(verdict=verdict, reviewer__isnull=False).latest("pk")
        for verdict in ("returned", "cleared")
    )
    lawyer = [stage.person("Clara Weiss")]
    sender = stage.person(MANAGER).name
    yield "review asked", lambda: about_agreements.ask_reviewers(review, lawyer, NOW)
    yield "review late", lambda: about_agreements.chase_reviewers(review, lawyer, NOW)
    yield "agreement returned", lambda: about_agreements.tell_drafter(returned, NOW)
    yield "agreement cleared", lambda: about_agreements.tell_drafter(cleared, NOW)
    asker = stage.acting(sender)
    yield (
        "outside counsel",
        lambda: counsel.ask_counsel(
            by=asker, review_id=review.pk, name="Lena Law", mail="lena@law.example", now=NOW
        ),
    )  # fmt: skip


def _replies(stage: Stage) -> Acts:
    answer = Answer.objects.select_related("contact", "item__author").order_by("pk").first()
    if answer is not None:
        for state in (answer_rules.ASKED, answer_rules.NO_AUTHORITY, answer_rules.SHARED, answer_rules.LATE):
            yield f"reply that decided nothing, {state}", _with(answer, about_answers.nothing_decided, state=state)
    signature = Answer.objects.select_related("contact", "item__author").filter(receipt__isnull=False).first()
    if signature is not None:
        stranger = Contact.objects.exclude(account=signature.account_id).exclude(mail="").order_by("pk")[0]
        yield "signed", _with(signature, about_answers.signed, contact=signature.contact)
        yield "signed, sent to someone else", _with(signature, about_answers.signed, contact=stranger)
        declined = {"choice": answer_rules.DECLINE, "words": "We stay with the phone.", "contact": signature.contact}
        yield "document declined", _with(signature, partial(_document_answered, stage.person(MANAGER)), **declined)


def _document_answered(reader: Person, answer: Answer, now: datetime) -> None:
    about_answers.document_answered(answer, reader, now)


def _with(answer: Answer, send: Callable[[Answer, datetime], object], **values: object) -> Callable[[], object]:
    """Return what sends the email about an answer that has these values."""

    def act() -> object:
        for name, value in values.items():
            setattr(answer, name, value)
        return send(answer, NOW)

    return act


def _days(stage: Stage) -> Acts:
    manager, day = stage.person(MANAGER), NOW.date()
    agreement = Agreement.objects.filter(fee_model="retainer", state="in_force").earliest("pk")
    right = Right.objects.earliest("pk")
    for what in (rules.NOTICE, rules.RENEWS, rules.ENDS):
        for days in (30, 1, 0) if what == rules.NOTICE else (30,):
            near = UpcomingDate(what, day + timedelta(days=days), days, 30)
            yield f"{what} date, {days} days", _warn(agreement, near, manager)
    yield "renewed by itself", _warn(agreement, UpcomingDate(rules.RENEWS, date(2026, 11, 24), -2, 30), manager)
    for days in ((right.until - day).days if right.until else 30, 1):
        yield f"right ends, {days} days", _warn_of_right(right, days, manager)


def _warn(agreement: Agreement, near: UpcomingDate, manager: Person) -> Callable[[], object]:
    return lambda: about_agreements.warn_of_days(agreement, near, manager, NOW)


def _warn_of_right(right: Right, days: int, manager: Person) -> Callable[[], object]:
    return lambda: about_rights.warn_of_right(right, days, manager, NOW)


def _hours(stage: Stage) -> Acts:
    asked = HoursAsked.objects.filter(seconds=None).earliest("pk")
    answered = HoursAsked.objects.filter(seconds__isnull=False).exclude(note="").earliest("pk")
    asked.question = "Two rounds of corrections are included, as in spring."
    yield "hours asked", lambda: about_hours.ask(asked, LINK.rpartition("/")[2], NOW)
    yield "hours estimated", lambda: about_hours.tell(answered, NOW)


def _handoffs(stage: Stage) -> Acts:
    handoff = Handoff.objects.filter(state=handoff_rules.CONDITIONS).earliest("pk")
    yield "hand-off offered", lambda: about_handoffs.offered(handoff, NOW)
    for state in (handoff_rules.ACCEPTED, handoff_rules.CONDITIONS, handoff_rules.RETURNED):
        yield f"hand-off {state}", _answered(handoff.pk, state)
    for state in (handoff_rules.ACCEPTED, handoff_rules.CONDITIONS):
        yield f"cover {state}", _answered(handoff.pk, state, kind=handoff_rules.COVER)
    yield "hand-off changed", lambda: about_handoffs.changed(handoff, stage.acting(MANAGER), NOW)
    for count in (1, 3):
        yield f"hand-off, {count} changed", _found_changed(handoff.pk, count)


def _answered(handoff_id: int, state: str, *, kind: str = "") -> Callable[[], object]:
    handoff = Handoff.objects.get(pk=handoff_id)
    handoff.state, handoff.kind = state, kind or handoff.kind
    return lambda: about_handoffs.answered(handoff, NOW)


def _found_changed(handoff_id: int, count: int) -> Callable[[], object]:
    handoff = Handoff.objects.get(pk=handoff_id)
    handoff.changes_waiting = count
    return lambda: about_handoffs.found_changed(handoff, NOW)


def _passing(stage: Stage) -> Acts:
    passed = PassOn.objects.filter(colleague__mail__isnull=False, project__isnull=False).earliest("pk")
    passed.due_on = NOW.date() + timedelta(days=2)
    yield "passed on", lambda: about_passing.passed_on(passed, stage.acting(MANAGER), NOW)


def _calls(stage: Stage) -> Acts:
    yield "before a call", lambda: _mail_before_call(stage)


def _mail_before_call(stage: Stage) -> None:
    contact, starts_at = Contact.objects.get(name="Helen Marsh"), NOW + timedelta(minutes=30)
    meeting = Meeting.objects.create(
        uid="steering@texts", account=contact.account, title="Steering group", starts_at=starts_at, state="confirmed",
        ends_at=starts_at + timedelta(minutes=30), place="Teams", added_at=NOW, changed_at=NOW,
    )  # fmt: skip
    meeting.people.create(contact=contact, name=contact.name)
    colleague = stage.person(MANAGER)
    row = meeting.people.create(person=colleague, name=colleague.name)
    calls.mail_before_call(row=row, now=NOW)


def _time(stage: Stage) -> Acts:
    finance, approver, writer = stage.acting("Petra Lang"), stage.acting(LEAD), stage.person(WRITER)
    yield "month end, time missing", lambda: month_end.ask_for_time(by=finance, month=LAST_MONTH, now=NOW)
    yield "week returned", lambda: _return_week(stage, approver, writer)
    yield "time reminder", lambda: _remind(writer, datetime(2026, 11, 30, 11, tzinfo=UTC))
    yield "split reminder", lambda: _remind(stage.person(MANAGER), datetime(2026, 11, 27, 16, tzinfo=UTC))


def _return_week(stage: Stage, approver: Actor, writer: Person) -> None:
    TimeRules.objects.update_or_create(pk=1, defaults={"approval": True})
    sheet = approval.submit_week(by=stage.acting(writer.name), week=week_of(NOW.date()).before, now=NOW)
    approval.return_week(by=approver, sheet_id=sheet.pk, reason="Wednesday has 14 hours. Is that right?", now=NOW)


def _remind(person: Person, now: datetime) -> None:
    """Send the reminders of a moment to one person."""
    TimeRules.objects.update_or_create(pk=1, defaults={"reminders": True})
    others = Person.objects.exclude(pk=person.pk)
    NoReminders.objects.bulk_create([NoReminders(person=other) for other in others], ignore_conflicts=True)
    NoReminders.objects.filter(person=person).delete()
    reminders.remind(now)
