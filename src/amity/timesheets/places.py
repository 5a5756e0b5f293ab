"""Register timers, splits, approval and reminders: header, time pages, settings and the personal menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amity.agency import policy as settings
from amity.agreements import guards as agreed
from amity.people.queries import person_of
from amity.projects import places as projects
from amity.projects.models import Project
from amity.projects.rules import OVER
from amity.shared.actor import Actor
from amity.timesheets import policy
from amity.timesheets.approval.queries import approval_on
from amity.timesheets.reminders import jobs  # noqa: F401 - importing it registers its schedule
from amity.timesheets.timer.queries import in_topbar
from amity.ui import slots


def weeks_are_approved(_actor: Actor, _subject: Any) -> bool:
    """Return whether weeks are submitted here."""
    return approval_on()


def may_change_settings(actor: Actor, _subject: Any) -> bool:
    """Return whether this person can open the settings of time."""
    return bool(settings.may_change_settings(actor))


def may_time(actor: Actor, project: Project) -> bool:
    """Return whether this person can start the timer on a project."""
    person = person_of(actor)
    return project.status not in OVER and bool(policy.may_log(person, whose=person, project=project))


def register() -> None:
    """Register the timer, the pages and the settings of time, and tell agreements whether approved time exists."""
    slots.topbar.register(
        slots.Entry(key="timer", order=10, label=_("Timer"), template="timesheets/timer/topbar.html", loader=in_topbar)
    )
    slots.own_pages.register(slots.Entry(key="time", order=30, label=_("My time"), url="timesheets:own", icon="clock"))
    slots.time_pages.register(slots.Entry(key="split", order=30, label=_("Standing split"), url="timesheets:split"))
    slots.time_pages.register(
        slots.Entry(
            key="approvals", order=50, label=_("To approve"), url="timesheets:approvals", may_see=weeks_are_approved
        )
    )
    slots.settings_pages.register(
        slots.Entry(
            key="time", group="agency", order=45, label=_("Time"), url="timesheets:time_settings", icon="clock",
            may_see=may_change_settings,
        )
    )  # fmt: skip
    projects.buttons.register(
        projects.ProjectButton(
            key="timer", order=10, label=_("Start timer"), template="timesheets/timer/on_project.html",
            in_row="timesheets/timer/in_row.html", before_rows="timesheets/timer/before_rows.html", may_see=may_time,
        )
    )  # fmt: skip
    agreed.time_is_approved_when(approval_on)
