"""Register health on other pages: in the list of accounts, under an account's name, beside the list, in Settings."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import places as accounts
from amity.accounts.queries import sees_whole
from amity.health import cells, policy
from amity.health.models import AccountHealth
from amity.health.rules import UNWELL
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.ui import slots
from amity.ui.links import address_with


class Shown(NamedTuple):
    """The newest health of an account, as a list shows it."""

    account_id: int
    score: int | None
    band: str
    confidence: int
    trend: Sequence[int | None]
    at: datetime


def health_rows(actor: Actor, ids: Sequence[int]) -> Mapping[int, Shown]:
    """Return the newest health of accounts to which the actor has full access, in one query."""
    wanted, rows = set(ids), AccountHealth.objects.visible_to(person_of(actor))
    if len(wanted) == 1:
        rows = rows.filter(account__in=wanted)
    found = rows.order_by().values_list("account_id", "score", "band", "confidence", "trend", "at")
    return {shown[0]: Shown(*shown) for shown in found if shown[0] in wanted}


def _shown(account: Any) -> Shown | None:
    """Return the newest health that was read with an account, or None without one."""
    values = [getattr(account, f"health_{name}") for name in Shown._fields[1:]]
    return Shown(account.pk, *values) if account.health_band else None


def score(shown: Shown) -> int | None:
    """Return the score, for sorting and for files."""
    return shown.score


def confidence(shown: Shown) -> int:
    """Return the confidence in basis points."""
    return shown.confidence * 100


def may_see(actor: Actor, _subject: Any) -> bool:
    """Return whether the actor may have accounts whose health they see."""
    return policy.may_see_portfolio(person_of(actor))


def may_set(actor: Actor, _subject: Any) -> bool:
    """Return whether the actor can set how health is calculated. Someone who has left can't."""
    try:
        return bool(policy.may_set_numbers(person_of(actor)))
    except Refused:
        return False


def _page(shown: Shown) -> str:
    """Return the page that explains an account's health."""
    return address_with("health:account", shown.account_id)


def register() -> None:
    """Register the slots' entries."""
    accounts.columns.register(
        accounts.AccountColumn(
            key="health", order=5, label=lazy("Health, 90 days"), kind="number", leading=True, may_see=may_see,
            loader=health_rows, pick=score, order_of=score, worst=score, draw=cells.health,
            link=_page,
        )
    )  # fmt: skip
    accounts.columns.register(
        accounts.AccountColumn(
            key="health_confidence", order=6, label=lazy("Confidence in the health"), kind="percent", aside=True,
            may_see=may_see, loader=health_rows, pick=confidence, link=_page,
        )
    )  # fmt: skip
    accounts.views.register(
        accounts.AccountView(
            key="unwell", order=5, label=lazy("Unwell"), may_see=may_see, loader=health_rows,
            shows=lambda shown, _today: shown.band == UNWELL,
        )
    )  # fmt: skip
    accounts.heads.register(
        accounts.AccountHead(
            key="health", order=5, label=lazy("Health"), template="health/head.html", may_see=sees_whole,
            columns=lambda: {f"health_{name}": F(f"health__{name}") for name in Shown._fields[1:]}, of=_shown,
        )
    )  # fmt: skip
    accounts.lists.register(
        slots.Entry(key="health", order=15, label=lazy("Health"), url="health:portfolio", may_see=may_see)
    )
    slots.settings_pages.register(
        slots.Entry(
            key="health", group="agency", order=35, label=lazy("Health"), icon="activity", url="health:numbers",
            may_see=may_set,
        )
    )  # fmt: skip
