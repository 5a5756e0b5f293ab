"""Count and acknowledge changes since a hand-off was accepted, at each edit, and every morning for all hand-offs."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.handoff import mails, policy, queries, rules
from amity.handoff.changes import queries as changes_since
from amity.handoff.models import Acknowledgement, Handoff
from amity.handoff.rules import OF_ACCOUNTS
from amity.people.queries import person_of
from amity.projects import rules as projects
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Refused, Stale


def count_changes(handoff: Handoff) -> int:
    """Save the number of changes waiting for the taker that they can see, so that lists needn't compare versions."""
    waiting = changes_since.open_count(handoff)
    handoff.changes_waiting = waiting
    handoff.save(update_fields=["changes_waiting"])
    return waiting


def count_all(now: datetime) -> int:
    """Recount the changes of all open accepted hand-offs, and notify takers with more changes than before.

    From the first date of an account's handover, its changes are the taker's own and aren't counted.
    """
    rows = Handoff.objects.filter(state__in=rules.TAKEN).exclude(project__status__in=projects.OVER)
    rows = rows.exclude(kind__in=OF_ACCOUNTS, starts_on__lte=timezone.localdate(now))
    more = 0
    for number in rows.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            handoff = _held(number)
            before = handoff.changes_waiting
            if count_changes(handoff) > before:
                mails.found_changed(handoff, now)
                more += 1
    return more


def _held(number: int) -> Handoff:
    rows = Handoff.objects.select_related("project__agreement", "account", "item", "taker")
    return rows.select_for_update(of=("self",)).get(pk=number)


@command
def acknowledge(*, by: Actor, handoff_id: int, key: str, digest: str, now: datetime) -> Acknowledgement:
    """Acknowledge a change to an item since acceptance. Stale when it changed again since `digest`."""
    handoff = queries.handoff_seen_by(by, handoff_id, lock=True)
    policy.may_take(person_of(by), handoff).or_refuse()
    if not handoff.is_taken:
        raise Refused(_("This hand-off hasn’t been accepted yet, so there are no changes to acknowledge."))
    waiting = {one.key: one for one in changes_since.since_acceptance(handoff)}
    if key not in waiting or waiting[key].digest != digest:
        raise Stale(_("This has changed again since you read it."), current=handoff)
    values = {"by_label": by.label, "at": now}
    taken, is_new = Acknowledgement.objects.get_or_create(handoff=handoff, key=key, digest=digest, defaults=values)
    if is_new:
        changes = {"key": key, "verdict": waiting[key].verdict, "sha256": digest}
        trail.record("handoff.acknowledged", subject=handoff, by=by, at=now, changes=changes)
        count_changes(handoff)
    return taken
