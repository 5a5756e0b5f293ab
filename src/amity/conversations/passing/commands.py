"""Pass on what a client said, raise something for the client, and answer both."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.conversations import policy
from amity.conversations.models import Note, PassOn
from amity.conversations.passing import mails, notices, queries
from amity.conversations.passing.changes import (
    NO_REASON,
    InformedFields,
    KeepBackFields,
    NotForTeamFields,
    PassOnFields,
    RaiseFields,
    colleagues_chosen,
    contact_at,
    image,
    project_at,
)
from amity.conversations.rules import (
    ACKNOWLEDGED,
    ANSWERS,
    CLIENT_KNOWS,
    KEPT_BACK,
    NOT_FOR_TEAM,
    OPEN,
    SKIPPED,
    TO_CLIENT,
    TO_TEAM,
)
from amity.mailbox.models import Message
from amity.monitoring.models import RegisterEntry
from amity.monitoring.queries import client_of
from amity.monitoring.risks.queries import entry_seen_by
from amity.people.queries import person_of
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused
from amity.shared.values import tidied, write


@command
def pass_on(
    *, by: Actor, account_id: int, colleague_ids: tuple[int, ...], fields: PassOnFields, now: datetime,
    note_id: int | None = None, email_id: int | None = None,
) -> list[PassOn]:  # fmt: skip
    """Pass on what the client said to colleagues, one row for each. `note_id` or `email_id` is where they said it.

    Whoever passes something on to themselves doesn't have to acknowledge it: that step is recorded as skipped.
    """
    account = account_seen_by(by, account_id)
    note = queries.note_seen_by(by, note_id, account) if note_id is not None else None
    message = queries.email_seen_by(by, email_id, account) if email_id is not None else None
    return passed_to(
        by=by, account=account, colleague_ids=colleague_ids, fields=fields, now=now, note=note, message=message
    )  # fmt: skip


def passed_to(
    *, by: Actor, account: Account, colleague_ids: tuple[int, ...], fields: PassOnFields, now: datetime,
    note: Note | None, message: Message | None = None,
) -> list[PassOn]:  # fmt: skip
    """Pass on inside another command, which has looked up the account and the note as the actor sees them."""
    clean, made = tidied(fields), []
    contact_at(account, person_of(by), clean.stated_by_id, "stated_by_id")
    project_at(account, by, clean.project_id)
    for colleague in colleagues_chosen(colleague_ids):
        row = PassOn(
            account=account, direction=TO_TEAM, note=note, message=message, colleague=colleague,
            raised_by_id=by.person_id, raised_at=now,
        )  # fmt: skip
        write(clean, row)
        if colleague.pk == by.person_id:
            row.state, row.answered_at, row.answered_by = SKIPPED, now, by.label
        row.save(force_insert=True)
        trail.record("passing.passed_on", subject=row, by=by, at=now, changes=image(row))
        mails.passed_on(row, by, now)
        made.append(row)
    return made


@command
def raise_for_client(
    *, by: Actor, fields: RaiseFields, now: datetime, project_id: int | None = None, account_id: int | None = None,
    risk_id: int | None = None,
) -> PassOn:  # fmt: skip
    """Raise something the client needs to know, for a project, an account, or a risk or blocker of either."""
    entry = entry_seen_by(by, risk_id) if risk_id is not None else None
    if entry is not None:
        account, project = client_of(by, project_id=entry.project_id, account_id=entry.account_id)
    else:
        account, project = client_of(by, project_id=project_id, account_id=account_id)
    return _raised(by, account, project, entry, fields, now)


def _raised(
    by: Actor, account: Account, project: Project | None, entry: RegisterEntry | None, fields: RaiseFields,
    now: datetime,
) -> PassOn:  # fmt: skip
    clean = tidied(fields)
    contact_at(account, person_of(by), clean.contact_id, "contact_id")
    row = PassOn(
        account=account, project=project, entry=entry, direction=TO_CLIENT, raised_by_id=by.person_id, raised_at=now
    )
    write(clean, row)
    row.save(force_insert=True)
    trail.record("passing.raised", subject=row, by=by, at=now, changes=image(row))
    notices.raised(row, by, now)
    return row


@command
def acknowledge(*, by: Actor, passed_id: int, version: int, now: datetime) -> PassOn:
    """Confirm that the colleague it is for has it."""
    return _answered(_open(by, passed_id, version, ACKNOWLEDGED), ACKNOWLEDGED, by, now)


@command
def find_not_for_team(
    *, by: Actor, passed_id: int, version: int, now: datetime, fields: NotForTeamFields = NO_REASON
) -> PassOn:
    """Close something that no one on the team needs."""
    row = _open(by, passed_id, version, NOT_FOR_TEAM)
    write(tidied(fields), row)
    return _answered(row, NOT_FOR_TEAM, by, now)


@command
def mark_client_knows(*, by: Actor, passed_id: int, version: int, fields: InformedFields, now: datetime) -> PassOn:
    """Record that the client knows, how, and which contact was informed."""
    row = _open(by, passed_id, version, CLIENT_KNOWS)
    clean = tidied(fields)
    contact = contact_at(row.account, person_of(by), clean.contact_id, "contact_id")
    row.how, row.contact_id = clean.how, contact or row.contact_id
    return _answered(row, CLIENT_KNOWS, by, now)


@command
def keep_back(*, by: Actor, passed_id: int, version: int, fields: KeepBackFields, now: datetime) -> PassOn:
    """Keep something back from the client, with the reason."""
    row = _open(by, passed_id, version, KEPT_BACK)
    write(tidied(fields), row)
    return _answered(row, KEPT_BACK, by, now)


@command
def reopen(*, by: Actor, passed_id: int, now: datetime) -> PassOn:
    """Take the answer back: it is open again. Those who could give the answer can."""
    row = queries.passed_seen_by(by, passed_id, lock=True)
    if row.state not in ANSWERS[row.direction]:
        raise Refused(_("There’s no answer to undo."))
    policy.may_answer(person_of(by), row, row.state).or_refuse()
    before = {"state": row.state, "how": row.how, "because": row.because}
    row.state, row.answered_at, row.answered_by, row.how, row.because = OPEN, None, "", "", ""
    row.version += 1
    row.save()
    trail.record("passing.reopened", subject=row, by=by, at=now, changes={"before": before, "after": OPEN})
    return row


def _open(by: Actor, passed_id: int, version: int, answer: str) -> PassOn:
    row = queries.passed_seen_by(by, passed_id, lock=True)
    queries.may_answer(by, row, answer)
    row.expect(version)
    if row.state != OPEN:
        raise Refused(_("This has already been answered."))
    return row


def _answered(row: PassOn, answer: str, by: Actor, now: datetime) -> PassOn:
    row.state, row.answered_at, row.answered_by = answer, now, by.label
    row.save()
    changes = {"before": OPEN, "after": answer, "how": row.how, "because": row.because, "contact_id": row.contact_id}
    answered = f"passing.{answer}"
    trail.record(answered, subject=row, by=by, at=now, changes=changes)
    notices.answered(row, by, now)
    return row
