"""Build the demo: all of it or nothing, in one transaction."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import transaction

from amity.agency.calendars import working_days
from amity.demo import accounts, contracts, crew, hours, running_month
from amity.demo.days.story import WHOLE, Slice, story_rows
from amity.gate.demo import forget_later_messages
from amity.profitability.forecast.steps import follow_forecasts
from amity.shared.dates.periods import first_day, last_day
from amity.shared.stories import Calendar, Crew, present
from amity.status.demo import begin_round

SEED = 1


def build_demo(
    *, now: datetime, seed: int = SEED, part: Slice = WHOLE, tell: Callable[[str], None] = lambda step: None
) -> int:
    """Create Halden & Moor in an empty instance, with work up to `now`, and return the number of logged entries.

    Its story ends the month before. The same seed and day give the same agency. `tell` gets the name of each step.
    Raises `Refused` where there are people already. A demo is not for real work, because its password is public.
    """
    calendar = Calendar.until(now)
    days = list(working_days(crew.COUNTRY, first_day(calendar.month(1)), last_day(calendar.newest)))
    rows = story_rows(calendar, days, seed, part)
    with transaction.atomic(), present(now):
        tell("people, rates and prices")
        people = crew.hire(calendar)
        tell("accounts and agreements")
        opened = accounts.open_accounts(people, calendar)
        signed = contracts.sign_all(people, calendar, opened, part.accounts)
        book = hours.Book(people, opened, signed, contracts.open_inside(people, calendar))
        hours.log(book, rows, lambda done: tell(f"time, {done:,} of {len(rows):,} entries"))
        tell("teams and finished work")
        hours.form_teams(people, signed, rows)
        hours.tick(people, calendar, signed, rows)
        accounts.rest_accounts(people, calendar, opened)
        crew.let_go(people, calendar)
        tell_stories(people, now=now, tell=tell)
        forget_later_messages()
        tell("the running month")
        since = running_month.go_on(book, calendar, signed, rows, seed, part, now=now)
        follow_forecasts(now)
        begin_round(people, now=now)
    return len(rows) + since


def tell_stories(crew: Crew, *, now: datetime, tell: Callable[[str], None] = lambda step: None) -> None:
    """Run the story of each part with a `demo.py`, in the order of the parts. `tell` gets each part's name."""
    for part in (app.name for app in apps.get_app_configs() if app.name.startswith("amity.")):
        if find_spec(f"{part}.demo"):
            tell(part.removeprefix("amity."))
            import_module(f"{part}.demo").story(crew, now=now)
