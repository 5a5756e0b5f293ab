"""Agreements that search finds by title, number or client, the newest first."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.agreements import policy, queries, rules, wording
from amity.agreements.models import Agreement
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind

AGREEMENT: Final = "agreement"


def _rows(by: Actor) -> QuerySet[Agreement]:
    read = ("title", "number", "kind", "state", "account__name", "account__manager", "account__director")
    return queries.agreements_seen_by(by).select_related(None).select_related("account").only(*read)


def _agreements(_by: Actor, rows: Sequence[Agreement]) -> Iterable[Found]:
    for agreement in rows:
        client = agreement.account.name if agreement.account else ""
        note = ", ".join(part for part in (agreement.number, client) if part)
        kind = str(wording.KINDS[agreement.kind])
        url = reverse("agreements:agreement", args=[agreement.pk])
        yield Found(kind=kind[:1].upper() + kind[1:], name=agreement.title, url=url, note=note)


def _may_order(by: Actor, agreement: Agreement) -> bool:
    """Return whether the actor can draft a change order of an agreement, which must be signed and have lines."""
    is_signed = agreement.state in (rules.SIGNED, rules.IN_FORCE) and agreement.kind in rules.WITH_LINES
    return is_signed and bool(policy.may_write(person_of(by), agreement))


def register() -> None:
    """Register the kind and the action of agreements."""
    jumps.register(
        Kind(
            key=AGREEMENT, names=(lazy("Agreement"),),
            order=30, model=Agreement, columns=("title", "number", "account__name", "kind"), sort=("-pk",),
            rows=_rows, entry=_agreements, pages=("agreements:agreement",),
            fields=((lazy("fee price value terms end renewal notice signature signed"), None),),
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="new_agreement", order=110, label=lazy("New agreement"), words=lazy("draft statement of work contract"),
            about=ACCOUNT, page="agreements:draft_agreement", may=queries.may_draft,
        ),
        Action(
            key="new_order", order=111, label=lazy("New change order"), words=lazy("draft agreement"), about=AGREEMENT,
            page="agreements:draft_order", may=_may_order, shows_note=True, choice=True,
        ),
    )  # fmt: skip
