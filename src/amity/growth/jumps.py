"""Opportunities as search finds them, and the ways to the pipeline."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.accounts.models import Account
from amity.growth import policy, queries, wording
from amity.growth.models import Opportunity
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind

OPPORTUNITY = "opportunity"


def may_see(by: Actor, thing: object = None) -> bool:
    """Return whether the actor can open the pipeline."""
    try:
        return bool(policy.may_see(person_of(by)))
    except Refused:
        return False


def _rows(by: Actor) -> QuerySet[Opportunity]:
    return queries.opportunities_seen_by(by)


def _opportunities(_by: Actor, rows: Sequence[Opportunity]) -> Iterable[Found]:
    for one in rows:
        note = ", ".join(part for part in (one.who, str(wording.STAGES[one.stage])) if part)
        yield Found(kind=_("Opportunity"), name=one.title, url=wording.address_of(one), note=note)


def may_record(by: Actor, account: object) -> bool:
    """Return whether the actor can record an opportunity of an account."""
    return isinstance(account, Account) and bool(policy.may_record(person_of(by), account))


def may_make_of(by: Actor, subject: Any) -> bool:
    """Return whether the actor can make an opportunity of a story, a decision or a recommendation of an account."""
    return may_record(by, subject.account)


def register() -> None:
    """Register opportunities, and what records one."""
    jumps.register(
        Kind(
            key=OPPORTUNITY, names=(lazy("Opportunity"),),
            order=38, model=Opportunity, sort=("-pk",), columns=("title", "company", "account__name"),
            rows=_rows, entry=_opportunities, pages=("growth:opportunity",),
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="opportunity", order=29, label=lazy("New opportunity"), words=lazy("opportunity sale deal new"),
            about=ACCOUNT, page="growth:record_on_account", query="title={rest}", may=may_record,
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="pipeline", order=66, label=lazy("Pipeline"), words=lazy("pipeline opportunities deals renewals"),
            page="growth:growth", may=may_see,
        )
    )  # fmt: skip
