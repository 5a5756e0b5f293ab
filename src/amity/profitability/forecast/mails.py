"""The email about projects whose forecast reached a step: one for each person, with all of them."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.profitability.forecast.models import ForecastStep
from amity.profitability.forecast.rules import WARNING
from amity.profitability.forecast.wording import of_step
from amity.projects.models import Project
from amity.ui.reader_format import in_their_ways


def send_digest(person: Person, reached: Sequence[tuple[ForecastStep, Project]], now: datetime) -> None:
    """Email someone the projects whose forecast reached a step, the early warnings first."""
    if not person.mail:
        return
    ordered = sorted(reached, key=lambda one: (one[0].step != WARNING, -one[0].overrun, one[1].name))
    with in_their_ways(person):
        subject = _subject(ordered)
        why = _("You received this email because you are responsible for these projects.")
        paragraphs = [_project(step, project) for step, project in ordered]
        body = letter(
            person.name, *paragraphs, _("On each page you can mark what is finished with one click."), why=why
        )
    outbox.queue(
        audience=mail.STAFF, kind="forecast", to=person.mail, name=person.name, subject=subject, body=body, now=now
    )


def _subject(reached: Sequence[tuple[ForecastStep, Project]]) -> str:
    warned = [project.name for step, project in reached if step.step == WARNING]
    if warned:
        text = ngettext(
            "Likely to go over budget: %(name)s", "%(count)d projects are likely to go over budget", len(warned)
        )
        return text % {"count": len(warned), "name": warned[0]}
    text = ngettext("Check the budget: %(name)s", "Check the budget of %(count)d projects", len(reached))
    return text % {"count": len(reached), "name": reached[0][1].name}


def _project(step: ForecastStep, project: Project) -> str:
    place = f"{project.name}, {project.account.name}" if project.account else project.name
    address = settings.ENVIRONMENT.url + reverse("money:forecast", args=[project.pk])
    return f"{place}: {of_step(step)}\n{address}"
