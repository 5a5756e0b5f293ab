"""Move a project's time with it to another account, in the same transaction."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no
from amity.shared.refs import Ref
from amity.timesheets import months
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList
from amity.timesheets.sums import rollups

CHUNK: Final = 2000
"""Entries held in memory at a time."""


def may_move(project: Project) -> Answer:
    """Return whether a project can move to another account: none of its time may be in a closed month.

    Called inside the transaction of the move, it locks the months as open until the time has moved too.
    """
    days = Entry.objects.filter(project=project).order_by().dates("work_date", "month")
    if closed := months.hold(*days):
        return no(
            _(
                "This project has time in %(months)s, which is closed. Ask finance to reopen it first, or create a "
                "new project under the other account."
            )
            % {"months": months.names_of(closed)}
        )
    return YES


def follow(project: Project, _before: int | None, by: Actor, now: datetime) -> None:
    """Move all time of a project to the account it now belongs to.

    Called inside the transaction that changes the account, after the project's row was locked and saved. Value and
    standard value are priced again only if their currency changes. Cost and amounts from a file are unchanged. Raises
    `Refused` if some of the time is in a closed month.
    """
    may_move(project).or_refuse()
    project_id, account_id = project.pk, project.account_id
    prices, moved, change = PriceList(), 0, rollups.Delta()
    for chunk in _chunks(project_id, account_id):
        before = rollups.total(map(rollups.measures, chunk))
        for entry in chunk:
            entry.account_id = account_id
            entry.version += 1
            if not entry.value_from_file and entry.value_currency != prices.value_currency(project_id):
                prices.put_value_on(entry)
        Entry.objects.bulk_update(
            chunk,
            ["account", "version", "value", "standard", "value_currency", "service", "card_price"],
            batch_size=200,
        )
        after = rollups.total(map(rollups.measures, chunk))
        change = rollups.total([change, rollups.change(before, after)])
        moved += len(chunk)
    if moved:
        detail = {"account_id": account_id, "entries": moved}
        trail.record("entries.moved", subject=Ref("projects.project", project_id), by=by, at=now, changes=detail)
        rollups.add(change)


def _chunks(project_id: int, account_id: int | None) -> Iterator[list[Entry]]:
    """Yield the project's entries that are not yet under the account, in locked chunks ordered by id."""
    after = 0
    while True:
        entries = Entry.objects.filter(project_id=project_id, pk__gt=after).order_by("pk")
        chunk = list(entries.select_for_update(of=("self",))[:CHUNK])
        if not chunk:
            return
        yield [entry for entry in chunk if entry.account_id != account_id]
        after = chunk[-1].pk
