"""Expectations that search finds by their words or their client, the newest first; and recording one."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT, CONTACT
from amity.accounts.queries import account_seen_by
from amity.expectations import policy, queries, rules
from amity.expectations.models import Expectation
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind

EXPECTATION = "expectation"
PROMISE = f"kind={rules.PROMISE}"
"""The query that makes the form of an expectation one of a promise."""


def _rows(by: Actor) -> QuerySet[Expectation]:
    rows = queries.expectations_seen_by(by).select_related(None)
    return rows.select_related("account").only("kind", "statement", "state", "promised_by", "account__name")


def _expectations(_by: Actor, rows: Sequence[Expectation]) -> Iterable[Found]:
    for expectation in rows:
        kind = _("Promise") if expectation.kind == rules.PROMISE else _("Expectation")
        url = reverse("expectations:expectation", args=[expectation.pk])
        yield Found(kind=kind, name=expectation.statement, url=url, note=expectation.account.name)


def _may_keep(by: Actor, expectation: Expectation) -> bool:
    """Return whether the actor can mark a promise as kept, one that is still to be kept."""
    if expectation.kind != rules.PROMISE or expectation.state not in rules.LIVE:
        return False
    return bool(policy.may_change(person_of(by), expectation))


def register() -> None:
    """Register the kind and the actions of expectations."""
    jumps.register(
        Kind(
            key=EXPECTATION, names=(lazy("Expectation"), lazy("Promise")),
            order=60, model=Expectation, sort=("-pk",),
            columns=("statement", "account__name", "stated_by__name", "kind"),
            rows=_rows, entry=_expectations, pages=("expectations:expectation",), words_first=True,
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="expectation", order=30, label=lazy("Add expectation"), words=lazy("new record add"), about=ACCOUNT,
            page="expectations:record_expectation", may=queries.may_record,
        ),
        Action(
            key="contact_expectation", order=31, label=lazy("Add expectation"), words=lazy("new record add"),
            about=CONTACT, page="expectations:record_expectation", within="account_id", query="contact={pk}",
            may=lambda by, contact: queries.may_record(by, account_seen_by(by, contact.account_id)),
        ),
        Action(
            key="conflict", order=32, label=lazy("Record a conflict"), words=lazy("raise conflict agreement"),
            about=ACCOUNT, page="expectations:raise_conflict", may=queries.may_record,
        ),
        Action(
            key="promise_kept", order=41, label=lazy("Mark as kept"), words=lazy("promise kept done"),
            about=EXPECTATION, page="expectations:move_expectation", query=f"to={rules.MET}", may=_may_keep,
            shows_note=True, choice=True,
        ),
        Action(
            key="promise", order=40, label=lazy("Add promise"), words=lazy("new record add promised"), about=ACCOUNT,
            page="expectations:record_expectation", query=PROMISE, may=queries.may_record,
        ),
    )  # fmt: skip
