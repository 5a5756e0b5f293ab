"""Expectations, promises and conflicts in the conversation of an account."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT, INTERNAL, TO_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each, seen_rows
from amity.expectations import hooks, rules
from amity.expectations.models import Conflict, ExpectationStep
from amity.shared.actor import Actor
from amity.shared.text import phrases

Label = str | Promise
HOLDER: Final = "expectation__stated_by"
RECORDED: Final = {kind: TO_CLIENT if kind == rules.PROMISE else FROM_CLIENT for kind in rules.KINDS}
"""The direction of a new one, by its kind."""
MOVED: Final = {
    rules.OPEN: INTERNAL, rules.ALIGNED: FROM_CLIENT, rules.AT_RISK: INTERNAL, rules.RESET: FROM_CLIENT,
    rules.MET: TO_CLIENT, rules.MISSED: INTERNAL,
}  # fmt: skip
"""The direction of a change, by the new state. Alignment and resets are the client's own confirmation."""
EXPECTATIONS: Final[Mapping[str, Label]] = {
    rules.OPEN: lazy("Expectation reopened"),
    rules.ALIGNED: lazy("Expectation aligned"),
    rules.AT_RISK: lazy("Expectation at risk"),
    rules.RESET: lazy("Expectation reset"),
    rules.MET: lazy("Expectation met"),
    rules.MISSED: lazy("Expectation missed"),
}
PROMISES: Final[Mapping[str, Label]] = {
    rules.OPEN: lazy("Promise reopened"),
    rules.ALIGNED: lazy("Promise confirmed"),
    rules.AT_RISK: lazy("Promise at risk"),
    rules.RESET: lazy("Promise changed"),
    rules.MET: lazy("Promise kept"),
    rules.MISSED: lazy("Promise missed"),
}


def _steps(by: Actor, account: Account) -> Sequence[Rows]:
    """Return what was recorded and how it changed, on the date of the client's words where there is one.

    Corrections, and what conflicts add to the history of their expectation, are left out.
    """
    steps = seen_rows(ExpectationStep.objects.all(), by, account, "expectation")
    assumed = Q(stated_by=None) & ~Q(expectation__kind=rules.PROMISE)
    recorded, moved = steps.filter(before=""), steps.exclude(before="").exclude(before=F("after"), stated_by=None)
    columns = Columns(
        what="expectation__kind", title="statement_after", words="client_words", note="note", how="stated_in",
        about="expectation_id", contact="stated_by", project=_project(),
    )  # fmt: skip
    new = replace(columns, colleague="expectation__promised_by__name")
    believed = replace(columns, colleague="by_label")
    change = replace(columns, what="after", more="expectation__kind", colleague="by_label")
    stated, dated, undated = recorded.exclude(assumed), Q(stated_on__isnull=False), Q(stated_on=None)
    return (
        Rows(rows=stated.filter(dated), direction=RECORDED, on="stated_on", columns=new),
        Rows(rows=stated.filter(undated), direction=RECORDED, at="at", columns=new),
        Rows(rows=recorded.filter(assumed), direction=INTERNAL, at="at", columns=believed),
        Rows(rows=moved.filter(dated), direction=MOVED, on="stated_on", columns=change),
        Rows(rows=moved.filter(undated), direction=MOVED, at="at", columns=replace(change, contact=HOLDER)),
    )


def _project() -> str:
    return next((f"expectation__{path}" for path in hooks.project_paths), "")


def _step(row: Row) -> Event:
    return Event(
        kind=_step_label(row),
        title=row.title,
        address=_address(row),
        words=row.words,
        text=phrases.shown(row.note),
        how=row.how,
    )


def _step_label(row: Row) -> Label:
    if row.more:
        return (PROMISES if row.more == rules.PROMISE else EXPECTATIONS)[row.what]
    if row.what == rules.PROMISE:
        return _("We promised")
    return _("They expect") if row.contact_id else _("We assume they expect")


def _address(row: Row) -> str:
    return reverse("expectations:expectation", args=[row.about])


def _conflicts(by: Actor, account: Account) -> Sequence[Rows]:
    conflicts = seen_rows(Conflict.objects.all(), by, account, "expectation")
    columns = Columns(title="believed", about="expectation_id", contact=HOLDER, project=_project())
    found = replace(columns, note="agreed", colleague="found_by")
    settled = replace(columns, what="answer", note="outcome", colleague="answered_by")
    return (
        Rows(rows=conflicts, direction=INTERNAL, at="found_at", columns=found),
        Rows(rows=conflicts.exclude(closed_at=None), direction=INTERNAL, at="closed_at", columns=settled),
    )


def _conflict(row: Row) -> Event:
    return Event(
        kind=_("Conflict settled") if row.what else _("Conflict found"),
        title=row.title,
        address=f"{_address(row)}#conflict-{row.pk}",
        text=row.note,
    )


def register() -> None:
    """Register the sources of expectations and conflicts."""
    for key, order, label, rows, event in (
        ("expectations", 30, lazy("Expectations and promises"), _steps, _step),
        ("conflicts", 40, lazy("Conflicts"), _conflicts, _conflict),
    ):
        sources.register(Source(key=key, order=order, label=label, rows=rows, events=each(event)))
