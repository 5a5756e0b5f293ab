"""Choose the morning email and the chat notice, and send both: at most one a day, none when nothing needs someone."""

import logging
from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.jobs.registry import actor_of_job
from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.people.models import Person
from amity.people.queries import known_while_reading, person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.fetching import FetchFault, parts_of
from amity.shared.refs import Ref
from amity.shared.sealing import seal
from amity.shared.values import tidied
from amity.today.cards.collecting import board_of
from amity.today.letters import chat, rules, wording
from amity.today.letters.fields import MorningFields
from amity.today.models import OwnToday
from amity.today.shown.queries import state_to_change
from amity.ui.reader_format import in_their_ways, zone

log = logging.getLogger("amity.today")


@command
def choose_morning(*, by: Actor, fields: MorningFields, now: datetime) -> OwnToday:
    """Choose when the actor gets the morning email, and which chat gets a notice. The address is stored sealed."""
    person, own = person_of(by), tidied(fields)
    state = state_to_change(person)
    if own.chat and not (own.address or state.sealed_address):
        raise Invalid(_("Enter the address of the incoming webhook."), "address")
    if own.address:
        _check(own.address)
        state.sealed_address = seal(own.address)
    if not own.chat:
        state.sealed_address = ""
    state.by_email, state.hour, state.chat, state.chat_fault = own.by_email, own.hour, own.chat, ""
    state.save(update_fields=["by_email", "hour", "chat", "sealed_address", "chat_fault"])
    changes = {"by_email": own.by_email, "hour": own.hour, "chat": own.chat}
    trail.record("today.morning_chosen", subject=Ref.to(person), by=by, at=now, changes=changes)
    return state


def send_mornings(now: datetime) -> int:
    """Send everyone whose hour has come what needs them. Return how many emails and notices were sent."""
    states = {one.person_id: one for one in OwnToday.objects.all()}
    sent = 0
    for person in Person.objects.filter(is_active=True, mail__isnull=False).order_by("pk"):
        state = states.get(person.pk) or OwnToday(person=person)
        local = now.astimezone(zone(person.time_zone))
        if (state.by_email or state.chat) and rules.is_due(local, state.hour, state.sent_on):
            sent += _sent_or_logged(person, now)
    return sent


def _sent_or_logged(person: Person, now: datetime) -> int:
    """Send a person's morning. What fails for one person is logged, and the others get theirs."""
    try:
        return send_morning(person, now)
    except Exception:
        log.exception("the morning email of person %s failed", person.pk)
        return 0


def send_morning(person: Person, now: datetime) -> int:
    """Queue a person's email and post their notice, once a day. Return 1 if something was sent."""
    with in_their_ways(person), known_while_reading(person, still=False):
        morning = wording.morning_of(board_of(actor_of_job(person.pk, person.name), now), now)
    state = _claim(person, morning, now)
    if state is None or morning is None:
        return 0
    if state.chat and state.sealed_address and morning.cards:
        _note(state, chat.post(state, morning))
    return 1


@command
def _claim(person: Person, morning: "wording.Morning | None", now: datetime) -> OwnToday | None:
    """Mark the day as done and queue the email. None where another worker was first."""
    state, today = state_to_change(person), person.day_of(now)
    if state.sent_on == today:
        return None
    state.sent_on = today
    state.save(update_fields=["sent_on"])
    if morning is not None and state.by_email:
        outbox.queue(
            audience=mail.STAFF, kind="today", to=person.mail or "", name=person.name, subject=morning.subject,
            body=morning.body, now=now,
        )  # fmt: skip
    return state


@command
def _note(state: OwnToday, fault: str) -> None:
    state.chat_fault = fault
    state.save(update_fields=["chat_fault"])


def _check(address: str) -> None:
    try:
        parts = parts_of(address)
    except FetchFault:
        raise Invalid(_("Enter a web address that begins with https://."), "address") from None
    if parts.scheme != "https":
        raise Invalid(_("Enter a web address that begins with https://."), "address")
