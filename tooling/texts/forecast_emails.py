"""The email about projects whose forecast reached a step."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Final

from django.db import transaction

from amity.profitability.forecast.evidence import LINE, Piece
from amity.profitability.forecast.mails import Reached, send_digest
from amity.profitability.forecast.models import ForecastStep
from amity.profitability.forecast.rules import REMINDER, WARNING, Item
from amity.projects.models import Project
from tooling.texts.stage import NOW, Stage

MANAGER: Final = "Nadia Ferrer"
ASKED: Final = Piece(LINE, 1, "Wireframes", Item(planned=36_000, used=30_000))


def forecast_emails(stage: Stage) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the email about projects that reached a step, one and several, which asks what is finished."""
    for step, count in product((WARNING, REMINDER), (1, 3)):
        yield f"forecast, {step}, {count}", partial(_forecast, stage, step, count)


def _forecast(stage: Stage, step: str, count: int) -> None:
    projects = Project.objects.filter(status="active", account__isnull=False).order_by("pk")[:count]
    reached = [
        ForecastStep(project=project, step=step, budget=1_000_000, used=850_000, expected=1_200_000, overrun=7_800)
        for project in projects
    ]
    with transaction.atomic():
        send_digest(stage.person(MANAGER), [Reached(step, step.project, [ASKED]) for step in reached], NOW)
