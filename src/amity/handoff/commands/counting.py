"""Count what changed since hand-offs were accepted: at each word and acknowledgement, and every morning for all."""

from datetime import datetime

from django.db import transaction

from amity.handoff import since, telling
from amity.handoff.models import Handoff
from amity.handoff.rules import states
from amity.handoff.rules.needs import OF_ACCOUNTS
from amity.projects import rules as projects


def count_changes(handoff: Handoff) -> int:
    """Keep how many changes wait for the taker, as far as they may see them, so that lists need not compare."""
    right = handoff.taker.money_right if handoff.taker else 0
    waiting = sum(one.seen is None and one.what.right <= right for one in since.changes(handoff))
    handoff.changes_waiting = waiting
    handoff.save(update_fields=["changes_waiting"])
    return waiting


def count_all(now: datetime) -> int:
    """Count anew for all that somebody took and that is not over; whoever took it is told of more than before.

    What changes on an account from its first day on is the taker's own doing.
    """
    rows = Handoff.objects.filter(state__in=states.TAKEN).exclude(project__status__in=projects.OVER)
    rows = rows.exclude(kind__in=OF_ACCOUNTS, starts_on__lte=now.date())
    more = 0
    for number in rows.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            handoff = _held(number)
            before = handoff.changes_waiting
            if count_changes(handoff) > before:
                telling.found_changed(handoff, now)
                more += 1
    return more


def _held(number: int) -> Handoff:
    rows = Handoff.objects.select_related("project__agreement", "account", "item", "taker")
    return rows.select_for_update(of=("self",)).get(pk=number)
