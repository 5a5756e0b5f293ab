"""Write an item, attach files, submit it, and take it back to revise or withdraw it."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.accounts.queries import account_seen_by
from amity.agency.queries import limit
from amity.audit import trail
from amity.charter.commands import skip_step
from amity.files.attachments import Attachments
from amity.files.models import StoredFile
from amity.gate import hooks, moves, policy, queries, rules
from amity.gate.bundles import members
from amity.gate.checks.letters import findings_of, letter_of
from amity.gate.checks.registry import Finding, Findings
from amity.gate.checks.replies import newest_reply
from amity.gate.items import clocks, notices
from amity.gate.items.answers import record
from amity.gate.items.fields import NONE, About, Answers, ItemFields, answers_in, put
from amity.gate.items.freezing import freeze
from amity.gate.items.sender import expect_sender
from amity.gate.lanes import rules as lanes
from amity.gate.lanes.queries import lane_for
from amity.gate.models import Item, ItemFile, Recipient
from amity.gate.watch import commands as watch
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.refs import Ref
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.text.texts import one_line

MOST_AHEAD: Final = timedelta(days=366)


def _is_attached(file: StoredFile) -> bool:
    return queries.is_attached(file.pk)


FILES: Final = Attachments("gate.file", lambda: limit("agreement.file_bytes"), _is_attached)


@command
def write_item(
    *, by: Actor, account_id: int, fields: ItemFields, now: datetime, kind: str = rules.EMAIL,
    about: About | None = None,
) -> Item:  # fmt: skip
    """Start a draft for a client. Its author is the actor, who sees it alone until it is submitted."""
    account, person = account_seen_by(by, account_id), person_of(by)
    policy.may_write(person, account).or_refuse()
    given = about or About()
    item = Item(
        account=account, author=person, kind=kind, created_at=now, changed_at=now, subject_kind=given.kind,
        subject_id=given.id, subject_version=given.version,
    )  # fmt: skip
    people = put(item, fields)
    item.known_message = _newest(account.pk, people)
    item.save(force_insert=True)
    _write_people(item, people)
    trail.record("outgoing.written", subject=item, by=by, at=now, changes={"account_id": account.pk})
    return item


@command
def edit_item(*, by: Actor, item_id: int, version: int, fields: ItemFields, now: datetime) -> Item:
    """Change a draft, or an item that was returned."""
    item = _to_write(by, item_id, version)
    people = put(item, fields)
    if not item.known_message:
        item.known_message = _newest(item.account_id, people)
    item.changed_at = now
    item.save()
    item.recipients.all().delete()
    _write_people(item, people)
    trail.record("outgoing.edited", subject=item, by=by, at=now)
    return queries.item_seen_by(by, item_id)


@command
def attach_file(*, by: Actor, item_id: int, file_id: int, now: datetime) -> ItemFile:
    """Attach the actor's uploaded document to their draft. It can have ten."""
    item = _to_write(by, item_id, None)
    if item.files.count() >= rules.FILES_MOST:
        raise Invalid(_("An email can have up to %(most)s files.") % {"most": rules.FILES_MOST}, "file")
    file = FILES.to_attach(by, file_id)
    attached = ItemFile.objects.create(item=item, file=file)
    trail.record("outgoing.file_added", subject=item, by=by, at=now, changes={"name": file.name})
    return attached


@command
def remove_file(*, by: Actor, item_id: int, file_id: int, now: datetime) -> None:
    """Remove a document from a draft. The file itself stays as long as the audit log refers to it."""
    item = _to_write(by, item_id, None)
    attached = seen_or_missing(item.files.select_related("file"), file_id, _("File not found."))
    trail.record("outgoing.file_removed", subject=item, by=by, at=now, changes={"name": attached.file.name})
    attached.delete()


@command
def submit(*, by: Actor, item_id: int, version: int, now: datetime, answers: Answers = NONE) -> Item:
    """Freeze an item and pass it to its lane: it is sent, goes unless stopped, or waits to be cleared."""
    item = queries.item_seen_by(by, item_id, lock=True)
    person = person_of(by)
    policy.may_edit(person, item).or_refuse()
    policy.may_write(person, item.account).or_refuse()
    moves.check(item, rules.SUBMIT)
    item.expect(version)
    _check_complete(item, now)
    given = answers_in(answers)
    findings = findings_of(item, given)
    chosen = lane_for(item)
    item.lane, item.lane_because = chosen.lane, chosen.because
    _check_findings(findings, chosen.lane, alone=policy.clears_alone(person, item))
    record(item, given, by, now)
    freeze(item, now)
    item.was_read = bool(item.revision) and item.opened.exclude(person=by.person_id).exists()
    item.revision, item.submitted_at, item.asked_again, item.version = item.revision + 1, now, None, version
    item.save()
    if chosen.instead:
        watch.record(item, chosen.instead, findings, now)
    return into_lane(item, by, now)


def into_lane(item: Item, by: Actor, now: datetime) -> Item:
    """Move a frozen item to the state that its lane begins with."""
    trail.record(
        "outgoing.submitted", subject=item, by=by, at=now, changes={"lane": item.lane, "digest": item.digest}
    )  # fmt: skip
    moves.note(item, rules.SUBMIT, by=by, now=now)
    alone = policy.clears_alone(person_of(by), item)
    if item.lane in (lanes.WATCH, lanes.ADVISE) or alone:
        expect_sender(item, Invalid)
        step = "lane"
        if item.lane not in (lanes.WATCH, lanes.ADVISE):
            step = "skip"
            skip_step(by=by, account_id=item.account_id, about=Ref.to(item), step="gate.clear", now=now)
        goes = max(now, item.send_at or now)
        moves.move(
            item, rules.SUBMIT, rules.CLEARED, by=by, now=now, step=step, goes_at=goes, clear_by=None,
            decided_by=item.author, decided_at=now,
        )  # fmt: skip
        hooks.tell(hooks.on_cleared, item, by, now)
        return item
    if item.lane == lanes.UNLESS_STOPPED:
        goes = clocks.goes_by_itself(now, item.send_at)
        _submitted(item, rules.SCHEDULED, now, goes_at=goes, clear_by=goes)
    else:
        due = clocks.to_be_cleared(now, item.send_at)
        _submitted(item, rules.SUBMITTED, now, goes_at=None, clear_by=due)
    notices.to_clear(item, by, now)
    return item


def _submitted(item: Item, state: str, now: datetime, *, goes_at: datetime | None, clear_by: datetime) -> None:
    item.state, item.goes_at, item.clear_by, item.changed_at = state, goes_at, clear_by, now
    item.decided_by, item.decided_at = None, None
    item.version += 1
    item.save()


@command
def revise(*, by: Actor, item_id: int, now: datetime, words: str = "") -> Item:
    """Take an item back to change it. What someone may have been reading is flagged once it is submitted again."""
    item = queries.item_seen_by(by, item_id)
    policy.may_edit(person_of(by), item).or_refuse()
    moves.check(item, rules.REVISE)
    if item.kind == rules.BUNDLE:
        raise Refused(_("A bundle can’t be changed. Take it apart and change the email in it."))
    reason = one_line(words, rules.WORDS_MOST, "words")
    people, reply = [(one.contact, one.way) for one in item.recipients.all()], newest_reply(letter_of(item))
    moves.move(
        item, rules.REVISE, rules.DRAFT, by=by, now=now, words=reason, goes_at=None, clear_by=None,
        known_message=_newest(item.account_id, people), known_reply=reply.reference if reply else "",
    )  # fmt: skip
    trail.record("outgoing.revised", subject=item, by=by, at=now, changes={"words": reason})
    return item


@command
def withdraw(*, by: Actor, item_id: int, now: datetime, words: str = "") -> Item:
    """Withdraw an item that hasn't left. Neutral for its author: it counts as neither cleared nor returned."""
    item = queries.item_seen_by(by, item_id)
    policy.may_edit(person_of(by), item).or_refuse()
    reason = one_line(words, rules.WORDS_MOST, "words")
    moves.move(item, rules.WITHDRAW, rules.WITHDRAWN, by=by, now=now, words=reason, goes_at=None, clear_by=None)
    members.freed(item, by, now, reason)
    trail.record("outgoing.withdrawn", subject=item, by=by, at=now, changes={"words": reason})
    return item


def _to_write(by: Actor, item_id: int, version: int | None) -> Item:
    item = queries.item_seen_by(by, item_id, lock=True)
    policy.may_edit(person_of(by), item).or_refuse()
    moves.check(item, rules.SUBMIT)
    if version is not None:
        item.expect(version)
    return item


def _newest(account_id: int, people: Collection[tuple[Contact, str]]) -> str:
    newest = hooks.heard(account_id, [contact.pk for contact, _way in people])
    return newest.reference if newest else ""


def _write_people(item: Item, people: Collection[tuple[Contact, str]]) -> None:
    for contact, way in people:
        Recipient.objects.create(item=item, contact=contact, way=way, salt=secrets.token_hex(16))


def _check_complete(item: Item, now: datetime) -> None:
    if not any(one.way == rules.TO for one in item.recipients.all()):
        raise Invalid(_("Choose at least one recipient."), "to_ids")
    if not item.subject:
        raise Invalid(_("Enter a subject."), "subject")
    if not item.body:
        raise Invalid(_("Enter the text of the email."), "body")
    if item.send_at is not None and not now - timedelta(minutes=1) <= item.send_at <= now + MOST_AHEAD:
        raise Invalid(_("Choose a time from now to one year ahead."), "send_at")


def _check_findings(findings: Findings, lane: str, *, alone: bool) -> None:
    one = block_on_submitting(findings, lane, alone=alone)
    if one is not None and not one.can_be_overruled:
        raise Invalid(str(one.text), "to_ids")
    if one is not None:
        raise Invalid(_("%(title)s. Fix it, or explain why it can go.") % {"title": one.title})


def block_on_submitting(findings: Findings, lane: str, *, alone: bool) -> Finding | None:
    """Return the block with which an email can't be submitted, or None.

    No one can overrule it, or the email would leave with it although its lane has it checked. An author who clears
    `alone` is the only one who can explain it.
    """
    hard = next((one for one in findings.blocks if not one.can_be_overruled), None)
    is_checked = lane != lanes.WATCH and (alone or lane in (lanes.ADVISE, lanes.UNLESS_STOPPED))
    return hard or (findings.blocks[0] if findings.blocks and is_checked else None)
