"""A status in words: for emails, and what changed between two of them."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from amity.status import rules
from amity.status.answers.fields import StatusFields
from amity.status.answers.prefill import Prefill
from amity.status.models import Status
from amity.status.wording import COLOURS, JUDGEMENTS, MOODS
from amity.ui import formats

Values = StatusFields | Status


def in_words(prefill: Prefill) -> str:
    """Return the prefilled values of a project, a line each."""
    return "\n".join(_lines(prefill))


def _lines(prefill: Prefill) -> Iterator[str]:
    fields = prefill.fields
    if fields.percent is not None:
        yield _("Done: %(share)s") % {"share": formats.percent(fields.percent * 100, places=0)}
    if fields.to_go_seconds is not None:
        yield _("To go: %(hours)s") % {"hours": formats.hours(fields.to_go_seconds, "words")}
    if prefill.milestone is not None:
        names = {"name": prefill.milestone.name, "day": formats.dated(prefill.milestone.due_on)}
        yield _("Next milestone: %(name)s, %(day)s") % names
    yield _mood(prefill)
    if fields.blockers:
        yield _("Blockers: %(what)s") % {"what": fields.blockers}
    if not prefill.has_view:
        yield _("No status yet. If you confirm, budget, dates and client are recorded as green.")
        return
    names = {name: str(COLOURS[getattr(fields, name)]) for name in rules.JUDGEMENTS}
    yield _("Your view: budget %(budget)s, dates %(dates)s, client %(client)s") % {
        name: word.lower() for name, word in names.items()
    }


def _mood(prefill: Prefill) -> str:
    """Return the client's mood with its source, without what only those with full access to the account can read."""
    names = {"mood": MOODS[prefill.fields.mood]}
    if prefill.heard is None:
        return _("Client mood: %(mood)s") % names
    return _("Client mood: %(mood)s (%(source)s)") % {**names, "source": prefill.heard.hint}


def changes(before: Values, after: Values, today: date) -> list[str]:
    """Return what differs between two statuses of a project, a phrase each."""
    return [f"{label} {old} → {new}" for label, old, new in _differences(before, after, today) if old != new]


def _differences(before: Values, after: Values, today: date) -> Iterator[tuple[str, str, str]]:
    yield _("hours to go"), _hours(before.to_go_seconds), _hours(after.to_go_seconds)
    yield _("done"), _share(before.percent), _share(after.percent)
    if after.milestone_on is not None and before.milestone_on is not None:
        yield _("next milestone"), formats.day(before.milestone_on, today), formats.day(after.milestone_on, today)
    yield _("client mood"), str(MOODS[before.mood]).lower(), str(MOODS[after.mood]).lower()
    for name in rules.JUDGEMENTS:
        old, new = (str(COLOURS[getattr(one, name)]).lower() for one in (before, after))
        yield str(JUDGEMENTS[name]).lower(), old, new


def title(open_count: int, count: int, minutes: int) -> str:
    """Return how many projects are answered, and how long the rest takes."""
    if not count:
        return _("No status to answer")
    names = {"done": formats.number(count - open_count), "count": formats.number(count)}
    if not open_count:
        return _("%(done)s of %(count)s answered") % names
    if minutes <= 2:
        return _("%(done)s of %(count)s answered, about two minutes left") % names
    return _("%(done)s of %(count)s answered, about %(minutes)s minutes left") % {
        **names, "minutes": formats.number(minutes),
    }  # fmt: skip


def _hours(seconds: int | None) -> str:
    return formats.hours(seconds, "title") if seconds is not None else _("unknown")


def _share(percent: int | None) -> str:
    return formats.percent(percent * 100, places=0) if percent is not None else _("unknown")
