"""The state of a project and its cause as one sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from amity.profitability.causes.rules import Cause, Over, Price
from amity.shared.money import Money
from amity.ui import formats


def sentence(
    cause: Cause, *, over_seconds: int, rows: Sequence[Over], priced: Price | None, currency: str
) -> str:  # fmt: skip
    """Return the cause with its figures, "" if nothing keeps the project below its target."""
    names = {"hours": formats.hours(over_seconds, "title"), "line": rows[0].title if rows else ""}
    if priced is not None:
        names |= {
            "sold": formats.money(Money(priced.sold, currency), cents=False),
            "needed": formats.money(Money(priced.needed, currency), cents=False),
            "target": formats.percent(priced.target, places=0),
        }
    if cause == "price":
        return (
            _(
                "Sold at %(sold)s an hour; the %(target)s target needs %(needed)s. "
                "Hours are on plan, so it is the price."
            )
            % names
        )
    if cause == "both":
        return _both(names)
    if cause == "hours":
        return _hours(names, priced)
    return ""


def _both(names: dict[str, str]) -> str:
    if names["line"]:
        return (
            _(
                "Sold at %(sold)s an hour; the %(target)s target needs %(needed)s. "
                "Also %(hours)s more than quoted, most in %(line)s: it is the price and the hours."
            )
            % names
        )
    return (
        _(
            "Sold at %(sold)s an hour; the %(target)s target needs %(needed)s. "
            "Also %(hours)s more than quoted: it is the price and the hours."
        )
        % names
    )


def _hours(names: dict[str, str], priced: Price | None) -> str:
    """The price is only cleared of it where it is known."""
    if priced is None:
        words = (
            _("%(hours)s more than quoted, most in %(line)s.") if names["line"] else _("%(hours)s more than quoted.")
        )
    elif names["line"]:
        words = _("%(hours)s more than quoted, most in %(line)s: it is the hours.")
    else:
        words = _("%(hours)s more than quoted: it is the hours.")
    return words % names
