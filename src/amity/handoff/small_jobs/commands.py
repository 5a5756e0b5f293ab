"""Start a small job, and hand it off in the same transaction."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.candidates import colleagues_for
from amity.accounts.evidence import unquoted
from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.briefs import policy as briefs
from amity.briefs.estimate.pricing import Prices
from amity.briefs.fields import AMOUNT, BriefFields
from amity.briefs.models import Brief
from amity.briefs.small_jobs.commands import NoteFields, open_note, start_note
from amity.briefs.small_jobs.quote import quote_of
from amity.facts import commands as facts
from amity.facts.commands import Question
from amity.handoff import queries
from amity.handoff.models import Handoff
from amity.handoff.notes.commands import HandoffNote, write_prompts
from amity.handoff.offers.commands import offer_handoff
from amity.handoff.preparation.commands import prepare_handoff
from amity.handoff.rules import MUST_NOT, PROMISE
from amity.handoff.small_jobs.fields import SmallJobFields, faults
from amity.handoff.small_jobs.queries import is_one_hat, runner_of, work_of
from amity.handoff.small_jobs.rules import name_from
from amity.people.queries import known_while_reading, person_of
from amity.people.rules import PROJECT_MANAGER
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.refs import Ref
from amity.shared.values import tidied

APPROVER_DUE = timedelta(days=30)
"""The longest time to find out who approves a small job."""


@dataclass(frozen=True, slots=True)
class StartedJob:
    """A small job as it was started. `handoff` is None where it wasn't handed off."""

    brief: Brief
    project: Project
    handoff: Handoff | None


@command
def start_small_job(*, by: Actor, account_id: int, fields: SmallJobFields, now: datetime) -> StartedJob:
    """Create the brief of a small job, convert it to work at its price, and offer its hand-off. All or nothing.

    Without an approver, finding out who approves becomes a question to the person who starts the job. No hand-off is
    written where one person is account manager and project manager. People and settings are read once.
    """
    with known_while_reading(still=False):
        return _started(by, account_id, fields, now)


def _started(by: Actor, account_id: int, fields: SmallJobFields, now: datetime) -> StartedJob:
    account = account_seen_by(by, account_id)
    briefs.may_open(person_of(by), account).or_refuse()
    today = timezone.localdate(now)
    job = _checked(account, replace(tidied(fields), manager_id=runner_of(account, fields)), today)
    brief = open_note(by=by, account_id=account_id, fields=_note(account, job, today), now=now)
    if job.approver_id is None and job.wanted_on is not None:
        question = Question(by.person_id, min(job.wanted_on, today + APPROVER_DUE))
        facts.ask(by=by, about=Ref.to(brief), field="approver", question=question, now=now)
    brief = start_note(by=by, brief_id=brief.pk, version=brief.version, price=job.price or None, now=now)
    project, item_id = work_of(brief)
    handoff = None
    if job.hands_over and not queries.is_one_hat(project):
        handoff = _hand_over(by, project, item_id, job, now)
    return StartedJob(brief, project, handoff)


@command
def draft_small_job(*, by: Actor, account_id: int, fields: SmallJobFields, now: datetime) -> Brief:
    """Create the brief of a small job as a draft, to continue as a full brief. Only the client's words are required."""
    account = account_seen_by(by, account_id)
    note = _note(account, tidied(fields), timezone.localdate(now), draft=True)
    return open_note(by=by, account_id=account_id, fields=note, now=now)


def _checked(account: Account, job: SmallJobFields, today: date) -> SmallJobFields:
    """Return the job with the date of the request. Raises `Invalid` at the first field that is missing or wrong."""
    for name, sentence in faults(job, today, one_hat=is_one_hat(account, job.manager_id)):
        raise Invalid(sentence, name)
    if not colleagues_for(account, PROJECT_MANAGER).name_of(job.manager_id):
        raise Invalid(_("Choose a project manager."), "manager_id")
    return replace(job, stated_on=job.stated_on or today)


def _note(account: Account, job: SmallJobFields, today: date, *, draft: bool = False) -> NoteFields:
    """Return a small job as the note it becomes. Without a budget, the hours at the rate card are one.

    The client said what is quoted. The due date and the budget were asked of whoever starts the job, so they are ours.
    """
    words, budget, confirmed = unquoted(job.client_words), job.budget, {"need"}
    if budget is None and not draft:
        budget = quote_of(Prices(account.currency), job.hours, None, today).offer.lines
        if budget is None:
            raise Invalid(_("These hours have no price on the rate card. Enter a budget."), "budget")
    if job.is_done_confirmed:
        confirmed.add("done_when")
    brief = BriefFields(
        title=job.title or name_from(words), client_words=words, stated_by_id=job.stated_by_id,
        stated_on=job.stated_on, stated_in=job.stated_in, done_when=job.done_when, approver_id=job.approver_id,
        budget_kind="" if budget is None else AMOUNT, budget_high=budget, wanted_on=job.wanted_on,
        manager_id=job.manager_id, retainer_id=job.retainer_id,
    )  # fmt: skip
    return NoteFields(brief, job.hours, confirmed=frozenset(confirmed))


def _hand_over(by: Actor, project: Project, item_id: int | None, job: SmallJobFields, now: datetime) -> Handoff:
    """Write the prompts that no brief, strategy or preference says, and offer the hand-off."""
    handoff = prepare_handoff(by=by, project_id=project.pk, item_id=item_id, now=now)
    prompts = {
        PROMISE: HandoffNote(
            job.promise, stated_in=job.stated_in, stated_on=job.stated_on, contact_id=job.stated_by_id,
            owner_id=by.person_id, due_on=job.promise_due_on,
        )
    }  # fmt: skip
    if job.must_not:
        prompts[MUST_NOT] = HandoffNote(job.must_not)
    written = write_prompts(by=by, handoff_id=handoff.pk, version=handoff.version, prompts=prompts, now=now)
    return offer_handoff(by=by, handoff_id=written.pk, now=now)
