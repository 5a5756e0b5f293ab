"""What contacts answered to *How are we doing?*, as evidence of their mood for the status of a project."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.portal.pulse import wording
from amity.portal.pulse.models import Pulse
from amity.portal.pulse.rules import BADLY, MIXED, WELL
from amity.projects.models import Project
from amity.status import rules as moods
from amity.status.answers.heard import FRESH_DAYS, Heard

MOODS: Final = {WELL: moods.PLEASED, MIXED: moods.TENSE, BADLY: moods.UNHAPPY}


def heard(projects: Collection[Project], today: date) -> list[Heard]:
    """Return each contact's newest answer, on projects whose manager may read it."""
    found = []
    managers = {project.manager for project in projects if project.manager and project.account_id}
    for manager in sorted(managers, key=lambda one: one.pk):
        own = [project for project in projects if project.manager_id == manager.pk]
        rows = Pulse.objects.visible_to(manager).filter(
            account__in={project.account_id for project in own}, sent_at__date__gt=today - timedelta(days=FRESH_DAYS)
        )
        newest = {one.contact_id: one for one in rows.select_related("contact").order_by("sent_at", "pk")}
        found += [_heard(one, project) for one in newest.values() for project in own
                  if project.account_id == one.account_id]  # fmt: skip
    return found


def _heard(pulse: Pulse, project: Project) -> Heard:
    names = {"name": pulse.contact.name, "answer": wording.WORK[pulse.work]}
    words = _("%(name)s answered “%(answer)s” to “How are we doing?”") % names
    address = reverse("portal:pulse_answers", args=[pulse.account_id])
    return Heard(project.pk, MOODS[pulse.work], timezone.localdate(pulse.sent_at), words, words, address)
