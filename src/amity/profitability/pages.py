"""What the money of a project draws, on its own page and among the sections of the project's page."""

from typing import Any

from django.utils import timezone

from amity.profitability import drawing, sentences
from amity.profitability.queries.project import project_money
from amity.projects.models import Project
from amity.projects.pages import rights
from amity.shared.actor import Actor


def project_context(actor: Actor, project: Project) -> dict[str, Any]:
    """Everything `profitability/project_sections.html` reads of a project that was read for this actor."""
    today = timezone.localdate()
    seen = project_money(actor, project, today)
    return {
        "money": seen,
        "project": seen.project,
        "rights": rights(actor, seen.project),
        "sub": sentences.project_sub(seen),
        "burn": drawing.burn_chart(seen, today),
        "has_phase": any(line.phase for line in seen.lines),
    }
