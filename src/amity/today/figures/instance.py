"""The figures of the instance, for administrators: backups, failed jobs and emails, and second factors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from amity.backups import queries as backups
from amity.backups.rules import OVERDUE
from amity.jobs import queries as jobs
from amity.jobs.tables import FAILED_TAB
from amity.outbox import queries as outbox
from amity.outbox.rules import KEPT
from amity.outbox.tables import TROUBLE
from amity.people import rules as roles
from amity.people.queries import person_of
from amity.people.second_factor.queries import people_due, required_roles
from amity.shared.actor import Actor
from amity.ui import formats


@dataclass(frozen=True, slots=True)
class InstanceFigure:
    """A figure with the page of its cause. `note` is the line below it."""

    label: str
    text: str
    address: str
    note: str = ""
    is_bad: bool = False


def instance_figures(by: Actor, now: datetime) -> Sequence[InstanceFigure]:
    """Return the figures for administrators, none for others."""
    if not person_of(by).has_role(roles.ADMINISTRATOR):
        return []
    found = [_backup(now), _jobs(), _emails()]
    return [*found, _second_factors()] if required_roles() else found


def _backup(now: datetime) -> InstanceFigure:
    last, good = backups.last(), backups.last_good()
    return InstanceFigure(
        _("Last backup"),
        _("%(age)s ago") % {"age": formats.ago(good.finished_at, now)} if good else _("None yet"),
        reverse("backups:backups"),
        _("The last attempt failed") if last and last.fault else "",
        is_bad=good is None or now - good.finished_at > OVERDUE,
    )


def _jobs() -> InstanceFigure:
    failed = jobs.needing_someone()
    address = f"{reverse('jobs:jobs')}?view={FAILED_TAB}"
    return InstanceFigure(_("Failed jobs"), formats.number(failed), address, is_bad=bool(failed))


def _emails() -> InstanceFigure:
    counts, page = outbox.counts(), reverse("outbox:messages")
    if not outbox.mail_server_configured():
        unsent = sum(counts[state] for state in (*TROUBLE, KEPT))
        note = _("No email server is set up")
        return InstanceFigure(_("Emails not sent"), formats.number(unsent), f"{page}?view=kept", note, bool(unsent))
    failed = sum(counts[state] for state in TROUBLE)
    return InstanceFigure(_("Failed emails"), formats.number(failed), f"{page}?view=trouble", is_bad=bool(failed))


def _second_factors() -> InstanceFigure:
    without = people_due().filter(is_active=True).count()
    address = f"{reverse('people:people')}?view=no_factor"
    return InstanceFigure(_("Required second factor missing"), formats.number(without), address, is_bad=bool(without))
