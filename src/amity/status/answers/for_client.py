"""How far the work is, in a sentence for the client: from the project manager's latest answer, while it is recent."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.projects.models import Project
from amity.projects.rules import ACTIVE
from amity.status.answers.queries import latest_of
from amity.ui import formats

RECENT: Final = timedelta(days=14)


def progress_of(project: Project, today: date) -> str:
    """Return how much is done by the latest status of a project, "" where none is recent or the work isn't running."""
    latest = latest_of(project.pk) if project.status == ACTIVE else None
    if latest is None or latest.percent is None or today - timezone.localdate(latest.answered_at) > RECENT:
        return ""
    return _("About %(share)s of it is done.") % {"share": formats.percent(latest.percent * 100, places=0)}
