"""Pages of one project's money: HTTP in, HTML or a file out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from amity.profitability.causes.of_figures import project_cause
from amity.profitability.figures.explain import explain
from amity.profitability.figures.views import why
from amity.profitability.frozen_months.queries import NOT_CLOSED, frozen_inputs
from amity.profitability.places import tab_key
from amity.profitability.profit_rows import file_tables
from amity.profitability.projects.page import project_context
from amity.profitability.projects.queries import ProjectMoney, project_money
from amity.profitability.reader import money_reader, period_choice
from amity.projects.frame import frame
from amity.projects.queries import project_seen_by
from amity.ui.asked import SHORT, queried


@require_safe
def project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Show a project's tab *Money*: burn, figures, what its lines earn, and months."""
    reader = money_reader(request)
    seen = project_seen_by(reader, project_id, counted=True)
    context = frame(reader, seen, tab_key(reader), timezone.localdate()) | project_context(reader, seen)
    return render(request, "profitability/project.html", context)


@require_safe
def project_file(request: HttpRequest, project_id: int) -> HttpResponse:
    """Answer with a project's lines as a file."""
    seen = _project_money(request, project_id)
    table = file_tables.lines_file(seen.lines, seen.view, seen.currency)
    return table.answered(f"project-{project_id}-lines", queried(request).text("export", SHORT))


@require_safe
def why_project(request: HttpRequest, project_id: int, figure: str) -> HttpResponse:
    """Show how a figure of a project is made up, over its whole life or in a period."""
    seen = _project_money(request, project_id, period_choice(request))
    agreement = seen.project.agreement_id
    closed = frozen_inputs(agreement, seen.period, seen.view.hidden) if agreement else NOT_CLOSED
    answer = explain(figure, seen.figures, seen.period, (), {"project": project_id}, closed)
    back = [(reverse("money:project", args=[project_id]), seen.project.name)]
    return why(request, answer, seen, back, [project_id], project_cause(figure, seen))


def _project_money(request: HttpRequest, project_id: int, choice: str = "") -> ProjectMoney:
    actor = money_reader(request)
    return project_money(actor, project_seen_by(actor, project_id), timezone.localdate(), choice)
