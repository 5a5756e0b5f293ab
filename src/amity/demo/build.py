"""Build the demo: all of it or nothing, in one transaction."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import transaction

from amity.agency.calendars import working_days
from amity.demo import (
    account_handoffs,
    account_service,
    briefs,
    charters,
    client_side,
    clients,
    contracts,
    crew,
    expenses,
    handoffs,
    hours,
    month_ends,
    papers,
    pipeline,
    retainers,
    running_month,
    week,
)
from amity.demo.days.calendar import Calendar
from amity.demo.days.story import WHOLE, Slice, told
from amity.shared.periods import first_day, last_day, month_of, previous_month
from amity.shared.stories import Crew

SEED = 1


def build_demo(
    *, now: datetime, seed: int = SEED, part: Slice = WHOLE, tell: Callable[[str], None] = lambda step: None
) -> int:
    """Make Halden & Moor in an empty instance, at work up to `now`; returns how many entries it logged.

    Its story ends the month before. The same seed and day give the same agency. `tell` hears each step. Raises
    `Refused` where anybody is there already. A demo is not for real work: everyone is told its password.
    """
    calendar = Calendar(previous_month(month_of(now.date())))
    days = list(working_days(crew.COUNTRY, first_day(calendar.month(1)), last_day(calendar.newest)))
    rows = told(calendar, days, seed, part)
    with transaction.atomic():
        tell("people, rates and prices")
        people = crew.hire(calendar)
        tell("accounts and agreements")
        accounts = clients.open_accounts(people, calendar)
        signed = contracts.sign_all(people, calendar, accounts, part.accounts)
        pipeline.sign_ahead(people, calendar, accounts)
        book = hours.Book(people, accounts, signed, contracts.open_inside(people, calendar))
        hours.log(book, rows, lambda done: tell(f"time, {done:,} of {len(rows):,} entries"))
        expenses.log_expenses(people, calendar, signed, now, part.months)
        tell("teams, finished work and closed months")
        hours.form_teams(people, signed, rows)
        hours.tick(people, calendar, signed, rows)
        retainers.agree(people, calendar, signed, now=now)
        clients.rest_accounts(people, calendar, accounts)
        crew.let_go(people, calendar)
        month_ends.end_months(people, calendar.months(part.months))
        week.fill_weeks(people, now=now)
        retainers.work_on(people, signed, now=now)
        retainers.write_to_client(signed, now=now)
        retainers.hand_over(signed, now=now)
        account_service.keep_split(people, now=now)
        papers.agree_on_papers(people, accounts, now=now)
        charters.draw_lines(people, accounts, now=now)
        tell_stories(people, now=now)
        tell("the running month")
        since = running_month.go_on(book, calendar, signed, rows, seed, part, now=now)
        tell("what the clients want, and what is waited for")
        client_side.write_down(people, accounts, now=now)
        tell("work handed over")
        since += handoffs.hand_over(people, accounts, now=now)
        account_handoffs.pass_on(people, accounts, now=now)
        tell("briefs")
        briefs.ask_for_work(people, accounts, now=now)
    return len(rows) + since


def tell_stories(crew: Crew, *, now: datetime) -> None:
    """Let each part with a `demo.py` add its own story, in the order of the house."""
    for part in (app.name for app in apps.get_app_configs() if app.name.startswith("amity.")):
        if find_spec(f"{part}.demo"):
            import_module(f"{part}.demo").story(crew, now=now)
