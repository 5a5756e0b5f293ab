"""Play the fortnight: build the agency on its first morning, print each morning, do what the script says."""

from collections.abc import Callable, Iterator
from typing import Final

from django.db import transaction
from django.utils import timezone, translation

from amity.agreements.calendar import follow_days
from amity.demo.build import build_demo
from amity.demo.crew import Crew
from amity.demo.days.story import Slice
from amity.demo.fortnight.clock import stopped
from amity.demo.fortnight.deeds import do
from amity.demo.fortnight.mornings import morning
from amity.demo.fortnight.script import ACCOUNTS, Day, Script, script
from amity.people.models import Discipline, Person
from amity.profitability.forecast.steps import follow_forecasts
from amity.shared.stories import LAST
from amity.status.asks.commands import begin_rounds
from amity.today.weights.commands import keep_weights

HEAD: Final = """# A fortnight with Amity

What *Today* shows people of Halden & Moor, the demo agency, each morning of two weeks, and what they do about it.
No card here is typed by hand: `amity demo --play` builds the agency on a Monday, runs the commands of each day, and
prints this page. A test plays it again. A card that was seen and hasn’t changed is not shown on another day.
"""


def play(tell: Callable[[str], None] = lambda step: None) -> str:
    """Play the fortnight in an empty instance, and return its story as Markdown."""
    wanted = script()
    first = wanted.days[0].morning
    with translation.override("en"), timezone.override("Europe/Berlin"), transaction.atomic():
        with stopped(first):
            build_demo(now=first, part=Slice(LAST, ACCOUNTS, inside=False), tell=tell)
        return story_of(wanted)


def story_of(wanted: Script) -> str:
    """Return the story of the days of a script, in the agency as it is."""
    crew = _crew()
    lines = [line for day in wanted.days for line in _day(crew, wanted, day)]
    return "\n".join([HEAD, *lines]).rstrip() + "\n"


def _crew() -> Crew:
    """Return the people and disciplines of the demo that was just built."""
    people = {person.name: person for person in Person.objects.all()}
    return Crew(people, dict(Discipline.objects.values_list("name", "pk")))


def _day(crew: Crew, wanted: Script, day: Day) -> Iterator[str]:
    yield f"## {day.heading}"
    yield ""
    with stopped(day.morning):
        for follow in (follow_days, follow_forecasts, begin_rounds, keep_weights):
            follow(day.morning)
        for name, role in wanted.roles.items():
            yield from morning(crew, name, role, day.morning)
    if day.deeds:
        yield "What happened:"
        yield ""
    for deed in day.deeds:
        now = day.moment(deed)
        with stopped(now):
            do(crew, deed, now)
        yield f"- {deed.at} {deed.line}"
    yield ""
