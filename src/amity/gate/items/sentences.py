"""Sentences for whoever writes an email: when it goes, what stops it, and what happened once it was submitted."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.gate import policy, rules, wording
from amity.gate.checks.registry import Findings
from amity.gate.items import clocks
from amity.gate.items.commands import block_on_submitting
from amity.gate.items.sender import only_saves, sender_for
from amity.gate.lanes import rules as lanes
from amity.gate.lanes.rules import Chosen
from amity.gate.models import Item
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats


def lane_sentence(by: Actor, account: Account, chosen: Chosen, send_at: datetime | None, now: datetime) -> str:
    """Return what happens once the author submits: when it goes, or who clears it by when."""
    today = timezone.localdate()
    draft = Item(account=account, author=person_of(by), lane=chosen.lane, changed_at=now)
    clearer = policy.clearer_of(draft)
    later = formats.day(timezone.localtime(send_at), today, in_sentence=True) if send_at and send_at > now else ""
    names = {"who": clearer.name if clearer else _("the director"), "when": later}
    is_sent = not only_saves() or bool(sender_for(draft.author_id))
    if chosen.lane in (lanes.WATCH, lanes.ADVISE) or policy.clears_alone(person_of(by), draft):
        if later:
            return _("Goes %(when)s.") % names
        return _("Goes as soon as you submit it.") if is_sent else _("Saved as soon as you submit it, but not sent.")
    if chosen.lane == lanes.UNLESS_STOPPED:
        goes = timezone.localtime(clocks.goes_by_itself(now, send_at))
        names["when"] = formats.day(goes, today, in_sentence=True)
        return _("Goes %(when)s, unless %(who)s stops it.") % names
    return _held(names, is_sent=is_sent, by_anyone=chosen.lane == lanes.FOUR_EYES)


def _held(names: Mapping[str, str], *, is_sent: bool, by_anyone: bool) -> str:
    """Return when an email goes that someone must clear first: at its time, if it has one, or once it is cleared."""
    if not is_sent:
        return _("Waits until someone else clears it.") if by_anyone else _("Waits until %(who)s clears it.") % names
    if names["when"]:
        later = (
            _("Goes %(when)s, if someone else has cleared it.")
            if by_anyone
            else _("Goes %(when)s, if %(who)s has cleared it.")
        )
        return later % names
    return _("Goes once someone else clears it.") if by_anyone else _("Goes once %(who)s clears it.") % names


def block_sentence(by: Actor, account: Account, chosen: Chosen, findings: Findings) -> str:
    """Return what an open block means for whoever writes an email, or "" without one."""
    if not findings.blocks:
        return ""
    draft = Item(account=account, author=person_of(by), lane=chosen.lane)
    alone, clearer = policy.clears_alone(draft.author, draft), policy.clearer_of(draft)
    if block_on_submitting(findings, chosen.lane, alone=alone) is not None:
        return _("Fix each block first, or explain why it can go.")
    names = {"who": clearer.name if clearer else _("the director")}
    if chosen.lane == lanes.WATCH:
        return _("A check would stop this. It goes all the same, and %(who)s sees what the checks found.") % names
    return _("%(who)s sees each block. Fix it first, or explain why it can go.") % names


def lane_reason(by: Actor, account: Account, chosen: Chosen) -> str:
    """Return why an email is on its lane, or "" where someone must clear it and the author is that person."""
    person = person_of(by)
    if chosen.lane == lanes.HOLD and policy.clears_alone(
        person, Item(account=account, author=person, lane=chosen.lane)
    ):
        return ""
    return str(wording.BECAUSE.get(chosen.because, ""))


def saved_sentence(item: Item) -> str:
    """Return what happened to an item that was submitted, for a message."""
    today = timezone.localdate()
    goes = formats.day(timezone.localtime(item.goes_at), today, in_sentence=True) if item.goes_at else ""
    if item.state == rules.CLEARED:
        if only_saves() and not item.sender:
            return _("Email submitted. It can’t be sent: no email server is set up.")
        later = item.send_at is not None and item.send_at > item.changed_at
        return _("Email scheduled. It goes %(when)s.") % {"when": goes} if later else _("Email submitted. It goes now.")
    if item.state == rules.SCHEDULED:
        return _("Email submitted. It goes %(when)s, unless it is stopped.") % {"when": goes}
    clearer = policy.clearer_of(item)
    who = clearer.name if clearer else _("the director")
    return _("Email submitted. %(who)s clears it.") % {"who": who}
