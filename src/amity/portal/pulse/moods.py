"""What contacts answered to *How are we doing?*, as evidence of their mood for the status of a project."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.people.models import Person
from amity.portal.pulse import wording
from amity.portal.pulse.models import Pulse
from amity.portal.pulse.rules import BADLY, MIXED, WELL
from amity.projects.models import Project
from amity.status import rules as moods
from amity.status.answers.heard import FRESH_DAYS, Heard

MOODS: Final = {WELL: moods.PLEASED, MIXED: moods.TENSE, BADLY: moods.UNHAPPY}


def heard(projects: Collection[Project], today: date) -> list[Heard]:
    """Return each contact's newest answer, on projects whose manager may read it."""
    managed = [project for project in projects if project.manager and project.account_id]
    sets = [
        Pulse.objects.visible_to(manager)
        .filter(account__in=accounts, sent_at__date__gt=today - timedelta(days=FRESH_DAYS))
        .select_related("contact")
        .annotate(reader=Value(manager.pk))
        for manager, accounts in _accounts_of(managed).items()
    ]
    rows: Iterable[Any] = sets[0].union(*sets[1:], all=True).order_by("sent_at", "pk") if sets else ()
    newest = {(row.reader, row.contact_id): row for row in rows}
    return [
        _heard(row, project)
        for (reader, _contact), row in newest.items()
        for project in managed
        if (project.manager_id, project.account_id) == (reader, row.account_id)
    ]


def _accounts_of(projects: Collection[Project]) -> Mapping[Person, set[int | None]]:
    """Return the accounts of the projects of each manager."""
    found: defaultdict[Person, set[int | None]] = defaultdict(set)
    for project in sorted(projects, key=lambda one: one.manager_id or 0):
        if project.manager:
            found[project.manager].add(project.account_id)
    return found


def _heard(pulse: Pulse, project: Project) -> Heard:
    names = {"name": pulse.contact.name, "answer": wording.WORK[pulse.work]}
    words = _("%(name)s answered “%(answer)s” to “How are we doing?”") % names
    address = reverse("portal:pulse_answers", args=[pulse.account_id])
    return Heard(project.pk, MOODS[pulse.work], timezone.localdate(pulse.sent_at), words, words, address)
