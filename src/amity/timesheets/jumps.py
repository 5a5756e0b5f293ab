"""Logging time and the timer as actions of search, and the time of a colleague as their page."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.accounts.models import Account
from amity.people import jumps as colleagues
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.jumps import PROJECT
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.timesheets import policy
from amity.timesheets.choosing import search
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.timer.queries import has_timer
from amity.ui.search import actions
from amity.ui.search.actions import Action
from amity.ui.slots import Entry, further_pages


def time_page(by: Actor, colleague: Person) -> str:
    """Return the address of a colleague's time: for themselves, their lead, and roles that see all time."""
    person = person_of(by)
    if person.has_role(*roles.SEES_EVERY_ACCOUNT) or person.pk in (colleague.pk, colleague.lead_id):
        return f"{reverse('timesheets:entries')}?{urlencode({'person': colleague.pk})}"
    return ""


def register() -> None:
    """Register the actions, the list of months, and the page of colleagues."""
    further_pages.register(
        Entry(key="months", order=50, label=lazy("Months"), url="timesheets:months", may_see=_may_close_months)
    )
    colleagues.pages_of.append(time_page)
    actions.register(
        Action(
            key="log_time", order=8, label=lazy("Log time"), words=lazy("week hours"), page="timesheets:this_week",
            may=lambda _by, _none: True,
        ),
        *(
            Action(
                key=f"log_time_{about}", order=9, label=lazy("Log time"), words=lazy("hours"), about=about,
                page="timesheets:log_today", query=f"work={letter}{{pk}}&words={{rest}}", may=_may_log,
            )
            for about, letter in ((PROJECT, "p"), (ACCOUNT, "a"))
        ),
        Action(
            key="stop_timer", order=9, label=lazy("Stop timer"), page="timesheets:stop_timer",
            may=lambda by, _none: has_timer(by), post=lambda _none: {},
        ),
        *(action for about in (PROJECT, ACCOUNT) for action in _starts(about)),
    )  # fmt: skip


def _starts(about: str) -> tuple[Action, Action]:
    """Return the actions that start the timer on one kind of work: a running one is switched, and so logged first."""
    return (
        Action(
            key=f"start_timer_{about}", order=45, label=lazy("Start timer"), about=about,
            page="timesheets:start_timer", may=partial(_may_start, running=False), post=_fields,
        ),
        Action(
            key=f"switch_timer_{about}", order=45, label=lazy("Switch timer"), words=lazy("start"), about=about,
            page="timesheets:start_timer", may=partial(_may_start, running=True), post=_fields,
        ),
    )  # fmt: skip


def _may_close_months(by: Actor, _none: object = None) -> bool:
    return bool(policy.may_close_months(person_of(by)))


def _may_start(by: Actor, thing: Account | Project, *, running: bool) -> object:
    person = person_of(by)
    project = thing if isinstance(thing, Project) else None
    return has_timer(by) == running and policy.may_log(person, whose=person, project=project)


def _may_log(by: Actor, thing: Account | Project) -> object:
    return policy.may_log(person_of(by), whose=person_of(by), project=thing if isinstance(thing, Project) else None)


def _fields(thing: Account | Project) -> Mapping[str, str]:
    """Return what the form of the timer sends; `switch` logs a running timer before the new one starts."""
    project = thing if isinstance(thing, Project) else None
    account = thing.account if isinstance(thing, Project) else thing
    key = WorkKey(account.pk if account else None, project.pk if project else None)
    label = search.of(account, project, None, None).label
    return {"work_key": str(key), "work": label, "billable": "on", "switch": "on"}
