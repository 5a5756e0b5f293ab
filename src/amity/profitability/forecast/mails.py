"""The email about projects whose forecast reached a step: one for each person, with all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.profitability.forecast.evidence import LINE, WORK_ITEM, Piece
from amity.profitability.forecast.models import ForecastStep
from amity.profitability.forecast.rules import WARNING
from amity.profitability.forecast.wording import of_step
from amity.projects.models import Project
from amity.projects.policy import may_tick
from amity.ui.reader_format import in_their_ways

MOST_IN_EMAIL: Final = 5
"""Lines and work items of a project that the email asks about."""
PAGES: Final = {LINE: "money:answer_line", WORK_ITEM: "money:answer_item"}
"""Where a line and a work item are marked as finished."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A step that a project's forecast reached, and the pieces to ask "is it finished?" about."""

    step: ForecastStep
    project: Project
    asked: Sequence[Piece]


def send_digest(person: Person, reached: Sequence[Reached], now: datetime) -> None:
    """Email someone the projects whose forecast reached a step, the early warnings first, and ask what is finished."""
    if not person.mail:
        return
    ordered = sorted(reached, key=lambda one: (one.step.step != WARNING, -one.step.overrun, one.project.name))
    with in_their_ways(person):
        subject = _subject(ordered)
        why = _("You received this email because you are responsible for these projects.")
        body = letter(person.name, *(_project(one, person) for one in ordered), why=why)
    outbox.queue(
        audience=mail.STAFF, kind="forecast", to=person.mail, name=person.name, subject=subject, body=body, now=now
    )


def _subject(reached: Sequence[Reached]) -> str:
    warned = [one.project.name for one in reached if one.step.step == WARNING]
    if warned:
        text = ngettext(
            "Likely to go over budget: %(name)s", "%(count)d projects are likely to go over budget", len(warned)
        )
        return text % {"count": len(warned), "name": warned[0]}
    text = ngettext("Check the budget: %(name)s", "Check the budget of %(count)d projects", len(reached))
    return text % {"count": len(reached), "name": reached[0].project.name}


def _project(one: Reached, person: Person) -> str:
    project = one.project
    place = f"{project.name}, {project.account.name}" if project.account else project.name
    lines = [f"{place}: {of_step(one.step)}", _link("money:forecast", project.pk)]
    asked = one.asked[:MOST_IN_EMAIL] if may_tick(person, project) else ()
    if asked:
        lines += ["", _("Which of these are finished? Open one to answer.")]
    lines += [f"- {piece.title}: {_link(PAGES[piece.kind], project.pk, piece.id)}" for piece in asked]
    return "\n".join(lines)


def _link(name: str, *ids: int) -> str:
    return settings.ENVIRONMENT.url + reverse(name, args=ids)
