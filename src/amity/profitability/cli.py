"""`amity profit`: what every account, project, line or month earns."""

import argparse
import json
import sys
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.queries import agency_day
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.profitability import policy, wording
from amity.profitability.figures.rules import Figure
from amity.profitability.period.rules import is_month
from amity.profitability.profit_rows.queries import CUTS, profits
from amity.profitability.statements.money_view import FROM_FILE
from amity.profitability.statements.rows import Row
from amity.shared.actor import Actor
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.ui import formats

WRONG_USE = 2


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this part's sub-command."""
    parser = subparsers.add_parser("profit", help="show what each account, project, line or month earns")
    parser.add_argument("--by", choices=list(CUTS), default="account")
    parser.add_argument("--from", dest="first", metavar="DAY", help="YYYY-MM-DD or YYYY-MM: start with this month")
    parser.add_argument("--to", dest="last", metavar="DAY", help="YYYY-MM-DD or YYYY-MM: end with this month")
    parser.add_argument("--json", action="store_true", help="amounts in minor units of the agency's currency")
    parser.add_argument("--as", dest="as_mail", metavar="EMAIL", help="the person whose rights apply")
    parser.set_defaults(run=run_profit)


def run_profit(options: argparse.Namespace) -> int:
    """Print the rows. Return 2 for wrong use, such as when several people match."""
    try:
        actor = _actor(options.as_mail)
        first, last = _month(options.first), _month(options.last)
    except ValueError as wrong:
        print(f"amity: {wrong}", file=sys.stderr)
        return WRONG_USE
    if first and last and first > last:
        print("amity: --from is after --to", file=sys.stderr)
        return WRONG_USE
    policy.may_ask_profit(actor).or_refuse()
    own, span, rows = profits(actor, options.by, first, last, agency_day(timezone.now()))
    heads = {
        "from": span.first_day.isoformat(),
        "to": span.last_day.isoformat(),
        "currency": own.currency,
        "cost_level": FROM_FILE if any(one.level == FROM_FILE for one in rows) else own.view.level,
    }
    if options.json:
        print(json.dumps(heads | {"rows": [as_json(one) for one in rows]}, ensure_ascii=False))
    else:
        print(_table(heads, rows))
    return 0


def as_json(one: Row) -> dict[str, Any]:
    """Return a row with amounts in minor units, null if they are unknown or hidden."""
    return {
        "key": one.name or None,
        "seconds": one.seconds,
        "unpriced_seconds": one.unpriced,
        "revenue": one.revenue.value if one.revenue else None,
        "agi": one.agi.value if one.agi else None,
        "cost": one.cost.value if one.cost else None,
        "margin_bp": one.margin.value if one.margin else None,
        "bound": one.margin.bound if one.margin and one.margin.value is not None else None,
        "why_not": one.why_not,
    }


def _actor(mail: str | None) -> Actor:
    """Return the actor: the person named, or the only active person who sees margins. Raise `ValueError`."""
    if mail:
        person = Person.objects.filter(mail__iexact=mail, is_active=True).first()
        if person is None:
            raise ValueError(f"nobody active has the address {mail}")
        return actor_for(person, "cli")
    people = Person.objects.filter(is_active=True, mail__isnull=False).prefetch_related("held_roles").order_by("id")
    able = [person for person in people if person.money_right >= MoneyRight.MARGIN]
    if len(able) != 1:
        raise ValueError(f"{len(able) or 'no'} people may see margins; say which with --as EMAIL")
    return actor_for(able[0], "cli")


def _month(text: str | None) -> int | None:
    """Return the month of "2026-10-31" or "2026-10". Raise `ValueError`."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        raise ValueError(f"“{text}” is neither YYYY-MM-DD nor YYYY-MM") from None
    month = f"{day:%Y%m}"
    if not is_month(month):
        raise ValueError(f"“{text}” is out of range")
    return int(month)


def _table(heads: dict[str, str], rows: list[Row]) -> str:
    """Return the rows as a text table."""
    level = wording.LEVELS[heads["cost_level"]]
    lines = [f"{heads['from']} to {heads['to']}, {heads['currency']}, cost: {level}"]
    cells = [["", "time", "net fees", "cost", "margin", ""], *(_cells(one) for one in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(5)]
    for name, *figures, why in cells:
        shown = "  ".join(figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=True))
        lines.append(f"{name.ljust(widths[0])}  {shown}  {why}".rstrip())
    return "\n".join(lines)


def _share(margin: Figure) -> str:
    """Return a margin with its bound: at most 44.2%."""
    share = formats.percent(margin.value)
    return share if margin.bound == "exact" else f"{wording.BOUNDS[margin.bound]} {share}"


def _cells(one: Row) -> list[str]:
    def money(figure: Figure | None) -> str:
        return formats.money(Money(figure.value, figure.currency)) if figure and figure.value is not None else ""

    margin = _share(one.margin) if one.margin and one.margin.value is not None else ""
    why = wording.why(one.why_not) if one.why_not else ""
    name, time = one.name or _("no client or project"), formats.hours(one.seconds, "exact")
    return [name, time, money(one.agi), money(one.cost), margin, why]
