"""The entries of a retainer's period, for the client's statement: the work done, never by whom."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from amity.retainers.pace.queries import COUNTED
from amity.retainers.page import RetainerPage
from amity.timesheets.models import Entry


@dataclass(frozen=True, slots=True)
class Done:
    """Work of one day with the same text, in seconds."""

    on: date
    text: str
    seconds: int


@dataclass(frozen=True, slots=True)
class LineDone:
    """A line with all work done on it. `title` is "" for work without a line."""

    number: str
    title: str
    done: tuple[Done, ...]

    @property
    def seconds(self) -> int:
        """Return the total."""
        return sum(one.seconds for one in self.done)


def done_in(page: RetainerPage) -> list[LineDone]:
    """Return the work counted in the period, by line in the agreement's order, with each day and text once."""
    span, terms = page.period.span, page.terms
    rows = (
        Entry.objects.filter(
            COUNTED[terms.counted if terms.kind == "hours" else "all"],
            project_id__in=page.ledger.projects,
            work_date__range=(span.starts_on, span.ends_on),
        )
        .order_by("line_id", "work_date", "item__title", "text", "pk")
        .values_list("line_id", "work_date", "item__title", "text", "seconds")
    )
    by_line: dict[int, list[Done]] = {}
    for (line, on, item, text), group in groupby(rows, key=lambda row: (row[0] or 0, *row[1:4])):
        sentence = ": ".join(one for one in (item, text) if one)
        by_line.setdefault(line, []).append(Done(on, sentence, sum(row[4] for row in group)))
    found = [LineDone(one.number, one.title, tuple(by_line.pop(one.id, ()))) for one in page.lines if one.id]
    rest = tuple(done for listed in by_line.values() for done in listed)
    return [one for one in (*found, LineDone("", "", rest)) if one.done]
