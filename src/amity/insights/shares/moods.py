"""What clients answered to the stories that were shared with them, as slight evidence of their mood."""

from collections.abc import Collection
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.insights.shares.models import Received
from amity.insights.shares.rules import USEFUL
from amity.projects.models import Project
from amity.status import rules as moods
from amity.status.answers.heard import FRESH_DAYS, Heard


def heard(projects: Collection[Project], today: date) -> list[Heard]:
    """Return the newest answer of each contact who found a story useful. One who didn't says nothing of the work."""
    accounts = {project.account_id for project in projects if project.account_id}
    rows = Received.objects.filter(
        share__match__account__in=accounts, outcome=USEFUL, outcome_at__gte=timezone.now() - timedelta(days=FRESH_DAYS)
    )
    rows = rows.select_related("share__match", "story", "contact").order_by("outcome_at", "pk")
    newest = {(one.share.match.account_id, one.contact_id): one for one in rows}
    return [
        _heard(one, project)
        for (account_id, _contact), one in newest.items()
        for project in projects
        if project.account_id == account_id
    ]


def _heard(received: Received, project: Project) -> Heard:
    names = {"name": received.contact.name, "story": received.story.title}
    return Heard(
        project.pk, moods.CONFIDENT, timezone.localdate(received.outcome_at) if received.outcome_at else None,
        _("%(name)s found useful what you shared: %(story)s") % names, _("from their answer to a story you shared"),
        f"{reverse('insights:insights')}?tab=shared&account={project.account_id}", is_slight=True,
    )  # fmt: skip
