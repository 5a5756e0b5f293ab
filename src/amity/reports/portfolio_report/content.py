"""What the report on all accounts shows, from the portfolio and the health of accounts as the actor sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from amity.accounts.review_blocks import BlockContent, BlockTable
from amity.agency.queries import agency
from amity.health import wording as health_words
from amity.health.portfolio.queries import AccountRow, HealthPortfolio, health_portfolio
from amity.health.rules import BANDS, UNKNOWN
from amity.profitability.figures.addresses import why_url
from amity.profitability.period.wording import period_sentence
from amity.profitability.portfolio.queries import Portfolio, in_order, portfolio
from amity.profitability.portfolio.wording import summary as portfolio_summary
from amity.profitability.portfolio.wording import title as portfolio_title
from amity.profitability.statements.rows import Row
from amity.reports.reviews.blocks.inside import amount, fees_chart, margin_head, margin_of
from amity.reports.reviews.content import OWN_COLOUR, Payload
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.ui import formats

LOWEST = 3
"""How many accounts a title names."""


def report_of(by: Actor, today: date, choice: str = "") -> Payload:
    """Return the report over a period that is chosen as on the page *Portfolio*."""
    seen, health = portfolio(by, today, choice, "margin"), health_portfolio(by)
    own = agency()
    name = own.name or "Amity"
    blocks = {
        "margin": (_("Margin"), _margin(seen)),
        "accounts": (_("Accounts"), _accounts(seen, {row.account_id: row for row in health.rows})),
        "health": (_("Health"), _health(health)),
        "movers": (_("Changes in a week"), _movers(health)),
    }
    return {
        "title": _("Portfolio report"), "account": name, "agency": name, "period": period_sentence(seen.period),
        "day": formats.full_day(today), "for": "", "foot": _("Portfolio report, internal"),
        "lang": (get_language() or "en")[:2], "colour": own.colour or OWN_COLOUR, "source_word": _("Sources"),
        "blocks": [_payload(key, label, found) for key, (label, found) in blocks.items() if found is not None],
    }  # fmt: skip


def _payload(key: str, label: str, found: BlockContent) -> dict[str, Any]:
    right = int(MoneyRight.MARGIN)
    return found.to_payload() | {"key": key, "label": label, "right": right, "names_money": True}


def _margin(seen: Portfolio) -> BlockContent | None:
    if not seen.any_time:
        return None
    rows = [[formats.month(one.id), amount(one.agi), amount(one.cost), margin_of(one)] for one in seen.months]
    together = seen.together
    return BlockContent(
        title=portfolio_title(seen),
        text=[portfolio_summary(seen)],
        table=BlockTable(
            [_("Month"), _("Net fees (AGI)"), _("Cost"), margin_head([*seen.months, together])], rows,
            [_("Total"), amount(together.agi), amount(together.cost), margin_of(together)],
            [_month_links(one) for one in seen.months],
            ["", *(why_url(name, together, seen.period.choice) for name in ("agi", "cost", together.margin_name))],
        ),
        chart=fees_chart(seen.months, seen.currency), sources=[_("Money, Portfolio, for the same months")],
    )  # fmt: skip


def _accounts(seen: Portfolio, health: Mapping[int, AccountRow]) -> BlockContent | None:
    rows = in_order(seen.accounts, "margin")
    if not rows:
        return None
    below = len(seen.below)
    return BlockContent(
        title=ngettext(
            "%(count)d account is below its target of %(target)s",
            "%(count)d accounts are below their target of %(target)s",
            below,
        )
        % {"count": below, "target": formats.percent(seen.target, places=0)},
        table=BlockTable(
            [_("Account"), _("Net fees (AGI)"), margin_head(rows), _("Over-servicing"), _("Health")],
            [_account(one, health.get(one.id)) for one in rows],
            links=[_account_links(one, health.get(one.id), seen) for one in rows],
        ),
        sources=[_("Money, Portfolio, for the same months"), _("Health of each account, last calculated")],
    )


def _account(one: Row, health: AccountRow | None) -> list[str]:
    over = formats.NONE if one.over is None else formats.percent(one.over.value, signed=True)
    return [one.name, amount(one.agi), margin_of(one), over, _score(health)]


def _account_links(one: Row, health: AccountRow | None, seen: Portfolio) -> list[str]:
    """Return the addresses of an account's money, of what explains each figure, and of its health."""
    why = [why_url(name, one, seen.period.span) for name in ("agi", one.margin_name, "over")]
    own_health = reverse("health:account", args=[one.id]) if health else ""
    return [f"{reverse('money:account', args=[one.id])}?period={seen.period.choice}", *why, own_health]


def _month_links(one: Row) -> list[str]:
    """Return the addresses of a month in the portfolio, and of what explains each of its figures."""
    whole = replace(one, kind="portfolio", id=0)
    why = [why_url(name, whole, str(one.id)) for name in ("agi", "cost", one.margin_name)]
    return [f"{reverse('money:portfolio')}?period={one.id}", *why]


def _score(health: AccountRow | None) -> str:
    if health is None or health.score is None:
        return _("unknown")
    return f"{health.score} · {health_words.BANDS[health.band]}"


def _health(health: HealthPortfolio) -> BlockContent | None:
    if not health.rows:
        return None
    counts = health.counts
    lowest = [row for row in health.rows if row.score is not None][:LOWEST]
    return BlockContent(
        title=_("%(count)s of %(all)s accounts have a health score")
        % {"count": len(health.rows) - counts[UNKNOWN], "all": len(health.rows)},
        text=[_("The lowest: %(names)s") % {"names": ", ".join(f"{one.name} ({one.score})" for one in lowest)}]
        if lowest
        else (),
        table=BlockTable(
            [_("Health"), _("Accounts")],
            [[str(health_words.BANDS[band]), str(counts[band])] for band in BANDS],
            links=[["", f"{reverse('health:portfolio')}?view={band}"] for band in BANDS],
        ),
        sources=[_("Health of each account, last calculated")],
    )


def _movers(health: HealthPortfolio) -> BlockContent | None:
    rows: Sequence[list[str]] = [
        [one.name, str(one.before), str(one.after), str(health_words.BANDS[one.band])] for one in health.movers
    ]
    if not rows:
        return None
    return BlockContent(
        title=ngettext(
            "The health of %(count)d account changed in a week",
            "The health of %(count)d accounts changed in a week",
            len(rows),
        )
        % {"count": len(rows)},
        table=BlockTable(
            [_("Account"), _("Before"), _("Now"), _("Health")],
            list(rows),
            links=[[reverse("health:account", args=[one.account_id])] * 3 for one in health.movers],
        ),
        sources=[_("Health of each account, last calculated")],
    )
