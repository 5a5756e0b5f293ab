"""The email that asks a project manager about their projects."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction

from amity.projects.models import Project
from amity.status.answers.prefill import prefills
from amity.status.asks.mails import ask_for_status
from amity.status.asks.models import Ask
from tooling.texts.stage import NOW, Stage


def status_emails(stage: Stage) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the email of a round about one project and about several."""
    for count in (1, 3):
        yield f"status, {count}", partial(_ask_for_status, stage, count)


def _ask_for_status(stage: Stage, count: int) -> None:
    projects = Project.objects.filter(status="active", account__isnull=False).order_by("pk")[:count]
    person = stage.person("Nadia Ferrer")
    asks = [Ask(project=project, person=person, round_on=NOW.date(), link_until=NOW.date()) for project in projects]
    with transaction.atomic():
        known = prefills(list(projects), NOW.date())
        ask_for_status(person, asks, known, link="a-link-for-one-person", email_id="<status-1@agency.example>", now=NOW)
