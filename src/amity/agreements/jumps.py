"""Agreements that search finds by title, number or client, the newest first."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.agreements import queries, wording
from amity.agreements.models import Agreement
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> QuerySet[Agreement]:
    shown = ("title", "number", "kind", "account__name")
    return queries.agreements_seen_by(by).select_related(None).select_related("account").only(*shown)


def _agreements(_by: Actor, rows: Sequence[Agreement]) -> Iterable[Found]:
    for agreement in rows:
        client = agreement.account.name if agreement.account else ""
        note = ", ".join(part for part in (agreement.number, client) if part)
        kind = str(wording.KINDS[agreement.kind])
        url = reverse("agreements:agreement", args=[agreement.pk])
        yield Found(kind=kind[:1].upper() + kind[1:], name=agreement.title, url=url, note=note)


def register() -> None:
    """Register the kind and the action of agreements."""
    jumps.register(
        Kind(
            key="agreement", names=(lazy("Agreement"),),
            order=30, model=Agreement, columns=("title", "number", "account__name"), sort=("-pk",),
            rows=_rows, entry=_agreements, pages=("agreements:agreement",),
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="new_agreement", order=110, label=lazy("New agreement"), words=lazy("draft statement of work contract"),
            about=ACCOUNT, page="agreements:draft_agreement", may=queries.may_draft,
        )
    )  # fmt: skip
