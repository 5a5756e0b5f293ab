"""Emails about hand-offs, to the colleague who has to act, in their language.

No one is notified of their own actions.
"""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.handoff import rules
from amity.handoff.giver import giver_on
from amity.handoff.models import Handoff
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.outbox import rules as outgoing
from amity.outbox.commands import queue
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.reader_format import in_their_ways


def offered(handoff: Handoff, now: datetime) -> None:
    """Email the taker that a hand-off is offered to them."""
    if handoff.taker is None:
        return
    with in_their_ways(handoff.taker):
        subject = _("Hand-off for you to answer: %(what)s") % {"what": handoff}
        sentence = _("%(name)s is handing %(what)s over to you. Please read the hand-off and answer here:")
        _write(handoff.taker, handoff, subject, sentence % {"name": handoff.offered_by, "what": handoff}, now)


def answered(handoff: Handoff, now: datetime) -> None:
    """Email the answer to the person who offered it, or to their stand-in while they are away.

    An accepted hand-off is a notification too. A returned one waits for them.
    """
    by_giver = handoff.offered_by_id == handoff.giver_id
    reader = giver_on(handoff, timezone.localdate(now)) if by_giver else handoff.offered_by
    if reader is None:
        return
    with in_their_ways(reader):
        _write(reader, handoff, _result(handoff), _answer(handoff), now, more=_conditions(handoff, now))
    if handoff.is_taken:
        page = reverse("handoff:handoff", args=[handoff.pk])
        account = handoff.account.name if handoff.account else ""
        notify(person=reader, kind=notices.HANDOFF, text=lambda: _answer(handoff), path=page, now=now, account=account)


def _answer(handoff: Handoff) -> str:
    sentence = (_cover_sentences() if handoff.kind == rules.COVER else {}).get(handoff.state) or {
        rules.ACCEPTED: _("%(name)s has accepted the hand-off of %(what)s."),
        rules.CONDITIONS: _("%(name)s has accepted the hand-off of %(what)s, with conditions."),
    }.get(handoff.state, _("%(name)s has returned the hand-off of %(what)s with questions."))
    return sentence % {"name": handoff.answered_by, "what": handoff}


def _result(handoff: Handoff) -> str:
    """Return the answer to a hand-off as a subject."""
    count = handoff.conditions.count() if handoff.state == rules.CONDITIONS else 0
    names = {"name": handoff.answered_by, "what": handoff, "count": count}
    if handoff.state == rules.CONDITIONS:
        return ngettext(
            "%(name)s accepted the hand-off with %(count)s condition: %(what)s",
            "%(name)s accepted the hand-off with %(count)s conditions: %(what)s", count,
        ) % names  # fmt: skip
    if handoff.state == rules.ACCEPTED:
        return _("%(name)s accepted the hand-off: %(what)s") % names
    return _("%(name)s returned the hand-off with questions: %(what)s") % names


def _conditions(handoff: Handoff, now: datetime) -> str:
    """Return the conditions of an acceptance, a line each, or "" without one."""
    if handoff.state != rules.CONDITIONS:
        return ""
    lines = [
        _("%(condition)s (%(owner)s, due %(day)s)")
        % {
            "condition": one.text,
            "owner": one.owner.name,
            "day": formats.day(one.due_on, timezone.localdate(now), in_sentence=True),
        }
        for one in handoff.conditions.select_related("owner").order_by("due_on", "pk")
    ]
    return "\n".join(f"– {line}" for line in lines)


def _cover_sentences() -> dict[str, str]:
    return {
        rules.ACCEPTED: _("%(name)s will cover %(what)s."),
        rules.CONDITIONS: _("%(name)s will cover %(what)s, with conditions."),
    }


def changed(handoff: Handoff, by: Actor, now: datetime) -> None:
    """Email the taker that a note was added or changed since acceptance. Nothing is sent before acceptance."""
    if not handoff.is_taken or handoff.taker is None:
        return
    with in_their_ways(handoff.taker):
        sentence = _(
            "%(name)s added to the hand-off of %(what)s after you accepted it. Please acknowledge the change here:"
        )
        text = sentence % {"name": by.label, "what": handoff}
        _write(handoff.taker, handoff, _("Hand-off changed: %(what)s") % {"what": handoff}, text, now)


def found_changed(handoff: Handoff, now: datetime) -> None:
    """Email the taker the number of items that have changed since acceptance."""
    if handoff.taker is None:
        return
    with in_their_ways(handoff.taker):
        count = handoff.changes_waiting
        sentence = ngettext(
            "One point in the hand-off of %(what)s has changed since you accepted it. Please acknowledge "
"it here:",
            "%(count)s points in the hand-off of %(what)s have changed since you accepted it. Please "
"acknowledge them here:", count,
        ) % {"count": count, "what": handoff}  # fmt: skip
        _write(handoff.taker, handoff, _("Hand-off changed: %(what)s") % {"what": handoff}, sentence, now)


def _write(to: Person, handoff: Handoff, subject: str, sentence: str, now: datetime, *, more: str = "") -> None:
    if not to.mail or not to.is_active:
        return
    link = settings.ENVIRONMENT.url + reverse("handoff:handoff", args=[handoff.pk])
    if to.pk == handoff.taker_id:
        why = _("You received this email because this hand-off is addressed to you.")
    else:
        why = _("You received this email because you are responsible for this hand-off.")
    body = letter(to.name, sentence, more, link, why=why)
    queue(
        audience=outgoing.STAFF, kind="handoff", to=to.mail, name=to.name, subject=subject[:300], body=body, now=now
    )  # fmt: skip
