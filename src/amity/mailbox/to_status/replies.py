"""Answer statuses by a reply to the email that asked for them, as the person it was sent to, and email the result."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.mailbox.messages.folding import above_quote
from amity.mailbox.messages.parsing import ReadMail
from amity.mailbox.messages.reply_words import own_lines
from amity.mailbox.to_gate.models import ToGate
from amity.mailbox.to_status import letters
from amity.mailbox.to_status.answer_words import Answer, Reading, reading_of
from amity.mailbox.to_status.letters import Result
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.shared.command import command
from amity.shared.errors import Refusal, Refused
from amity.status.answers.commands import answer_status
from amity.status.answers.prefill import prefill_of
from amity.status.asks.models import Ask
from amity.status.asks.queries import asks_by_email, still_open
from amity.status.models import Status
from amity.ui.reader_format import in_their_ways


def referred(mail: ReadMail) -> tuple[str, ...]:
    """Return the ids of the emails that an email answers."""
    return mail.envelope.lineage[1 if mail.envelope.message_id else 0 :]


def take_reply(*, person: Person, mail: ReadMail, key: str, vouched: bool, now: datetime) -> bool | None:
    """Save the statuses that a reply answers, and email its author what was saved and what wasn't.

    Return whether any was saved, None for an email that someone takes at the same time.
    """
    with in_their_ways(person):
        return _take(person=person, mail=mail, key=key, vouched=vouched, now=now)


@command
def _take(*, person: Person, mail: ReadMail, key: str, vouched: bool, now: datetime) -> bool | None:
    try:
        with transaction.atomic():
            ToGate.objects.create(key=key, person=person, at=now)
    except IntegrityError:
        return None
    own = above_quote(mail.text, ())
    try:
        asks = _asks_for(person, mail, vouched=vouched)
        results = list(_results(person, asks, own_lines(own), now))
    except Refusal as fault:
        letters.not_saved(person, fault.sentence, own, now)
        return False
    letters.saved(person, results, own, now)
    return any(one.status for one in results)


def _asks_for(person: Person, mail: ReadMail, *, vouched: bool) -> list[Ask]:
    """Return what the email asked that a reply answers, if it was sent to its author."""
    if not vouched:
        raise Refused(_("Your email server didn’t confirm that it comes from you (DMARC)."))
    asks = asks_by_email(referred(mail))
    if not asks:
        raise Refused(_("You replied to an older email. Reply to the newest one, or answer in Amity."))
    if any(ask.person_id != person.pk for ask in asks):
        raise Refused(_("The email that you replied to was sent to someone else."))
    return asks


def _results(person: Person, asks: Sequence[Ask], lines: Sequence[str], now: datetime) -> Iterator[Result]:
    read = reading_of(lines, [ask.project.name for ask in asks], person.name)
    if not read.is_clear:
        raise Refused(_unreadable(len(asks)))
    for number, ask in enumerate(asks, 1):
        if number in read.answers or number in read.unclear:
            yield _result(person, ask, read, number, len(asks), now)


def _result(person: Person, ask: Ask, read: Reading, number: int, count: int, now: datetime) -> Result:
    answer = read.answers.get(number)
    if answer is None:
        return Result(ask, why_not=_unreadable(count))
    try:
        with transaction.atomic():
            return Result(ask, _answered(person, ask, answer, now))
    except Refusal as fault:
        return Result(ask, why_not=fault.sentence)


def _answered(person: Person, ask: Ask, answer: Answer, now: datetime) -> Status:
    """Save the values that the email listed with what the reply changes, while the others are still the same."""
    if not still_open([ask], timezone.localdate(now)):
        raise Refused(_("This project has been answered, or a newer email asks about it."))
    known = prefill_of(ask.project, timezone.localdate(now))
    if known.rest_digest != ask.shown_digest:
        raise Refused(_("The data of this project changed since we emailed you. Check the values in Amity."))
    percent = ask.shown_percent if answer.percent is None else answer.percent
    to_go = ask.shown_to_go_seconds if answer.to_go_seconds is None else answer.to_go_seconds
    fields = replace(known.fields, percent=percent, to_go_seconds=to_go)
    return answer_status(by=actor_for(person, "mail"), project_id=ask.project_id, fields=fields, now=now)


def _unreadable(count: int) -> str:
    if count == 1:
        return _("We couldn’t read your answer. Write “still true”, or for example “60%, 12 hours to go”.")
    return _(
        "We couldn’t read your answer. Start each line with the number of a project, for example "
        "“1: still true” or “2: 60%, 12 hours to go”."
    )
