"""Keep a suspected promise as one, or drop it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.evidence import Evidence
from amity.audit import trail
from amity.conversations import rules
from amity.conversations.notes.wording import channel_of
from amity.conversations.suspected.models import DROPPED, KEPT, OPEN, SuspectedPromise
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.expectations.models import Expectation
from amity.expectations.rules import PROMISE
from amity.monitoring.expectations.commands import expect_on_project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.rows.lookup import seen_or_missing


@command
def keep_promise(*, by: Actor, suspected_id: int, version: int, now: datetime) -> Expectation:
    """Record the sentence as a promise, with the email as its evidence, through the command that notes use."""
    row = _open(by, suspected_id)
    row.expect(version)
    evidence = Evidence(row.contact_id, timezone.localdate(row.message.sent_at), channel_of(rules.EMAIL), "")
    fields = ExpectationFields(
        row.text, PROMISE, evidence=evidence, promised_by_id=row.sender_id, promised_until=row.due_on
    )
    project_id = row.message.thread.project_id
    if project_id is not None:
        kept = expect_on_project(by=by, project_id=project_id, fields=fields, now=now)
    else:
        kept = record_expectation(by=by, account_id=row.account_id, fields=fields, now=now)
    row.state, row.expectation = KEPT, kept
    row.save()
    trail.record("suspected.kept", subject=row, by=by, at=now)
    return kept


@command
def drop_promise(*, by: Actor, suspected_id: int, version: int, now: datetime) -> None:
    """Record that a sentence is no promise."""
    row = _open(by, suspected_id)
    row.expect(version)
    row.state = DROPPED
    row.save()
    trail.record("suspected.dropped", subject=row, by=by, at=now)


@command
def ask_again(*, by: Actor, suspected_id: int, now: datetime) -> None:
    """Ask about a sentence again that was dropped."""
    row = _asked(by, suspected_id)
    if row.state != DROPPED:
        raise Refused(_("This wasn’t dropped."))
    row.state = OPEN
    row.version += 1
    row.save()
    trail.record("suspected.reopened", subject=row, by=by, at=now)


def _open(by: Actor, suspected_id: int) -> SuspectedPromise:
    row = _asked(by, suspected_id)
    if row.state != OPEN:
        raise Refused(_("This was already decided."))
    return row


def _asked(by: Actor, suspected_id: int) -> SuspectedPromise:
    rows = SuspectedPromise.objects.filter(asked=by.person_id).select_related("message__thread", "account")
    return seen_or_missing(rows, suspected_id, _("Not found."), lock=True)
