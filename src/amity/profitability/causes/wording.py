"""The state of a project and its cause as one or two sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.profitability.causes.rules import Cause, Over, Price
from amity.profitability.figures.rules import Figure
from amity.profitability.period.wording import span_text
from amity.shared.money import Money
from amity.ui import formats


def sentence(
    cause: Cause, *, over_seconds: int, rows: Sequence[Over], priced: Price | None, currency: str,
    left_seconds: int | None = 0, so_far: bool = False,
) -> str:  # fmt: skip
    """Return the cause with its figures, "" if nothing keeps the project below its target.

    `left_seconds` of the plan are in the hours, which a forecast expects otherwise. `so_far`: the work isn't finished,
    and its hours are those used.
    """
    if not cause:
        return ""
    if priced is None or cause == "hours":
        words = _hours(over_seconds, rows, priced)
    else:
        words = f"{_sold(priced, currency)} {_blame(cause, over_seconds, rows, priced, so_far=so_far)}"
    if over_seconds <= 0 or not left_seconds:
        return words
    return _("%(cause)s This assumes that the rest keeps to plan.") % {"cause": words}


def with_effect(words: str, cause: Cause, priced: Price | None) -> str:
    """Return a cause that is in the price after what it leads to: it explains a margin that the page doesn't show."""
    if priced is None or cause not in ("price", "both"):
        return words
    target = formats.percent(priced.target, places=0)
    return _("The delivery margin is below its target of %(target)s. %(cause)s") % {"target": target, "cause": words}


def short_sentence(cause: Cause, *, priced: Price | None, currency: str) -> str:
    """Return a cause that is in the price as one short sentence, "" where `sentence` is short itself."""
    if priced is None or cause not in ("price", "both"):
        return ""
    if cause == "both" and priced.is_costly:
        text = _(
            "Sold at %(sold)s an hour, but at its hourly cost the %(target)s target needs %(needed)s. "
            "The hours are too high as well."
        )
    elif cause == "both":
        text = _(
            "Sold at %(sold)s an hour, but the %(target)s target needs %(needed)s. "
            "The price is too low and the hours are too high."
        )
    elif priced.is_costly:
        text = _("Sold at %(sold)s an hour, but at its hourly cost the %(target)s target needs %(needed)s.")
    else:
        text = _("Sold at %(sold)s an hour, but the %(target)s target needs %(needed)s: the price is too low.")
    return text % _names(priced, currency)


def time_sentence(priced: Price, *, unpaid: int, cap: int, currency: str) -> str:
    """Return the cause of time and materials without quoted hours. `unpaid` is the value of time past its `cap`."""
    names = {
        "unpaid": formats.money(Money(unpaid, currency), cents=False),
        "cap": formats.money(Money(cap, currency), cents=False),
    }
    if not priced.is_low:
        return (
            _("Time worth %(unpaid)s is past the cap of %(cap)s, so the hours are too high.") % names if unpaid else ""
        )
    if not unpaid and priced.is_costly:
        text = _("No hours are quoted, so the hourly cost is too high.")
    elif not unpaid:
        text = _("No hours are quoted, so the price is too low.")
    elif priced.is_costly:
        text = _(
            "Time worth %(unpaid)s is also past the cap of %(cap)s, so both the hourly cost and the hours are too high."
        )
    else:
        text = _(
            "Time worth %(unpaid)s is also past the cap of %(cap)s, so the price is too low and the hours are too high."
        )
    return f"{_sold(priced, currency)} {text % names}"


def whole_life(words: str) -> str:
    """Return the cause on a page that begins later than the work, since it compares all of the hours."""
    return _("%(cause)s This compares all hours since it began.") % {"cause": words} if words else ""


def retainer_sentence(cause: Cause, *, over_seconds: int, covers: str, priced: Price | None, currency: str) -> str:
    """Return the cause of a retainer, whose hours are included instead of quoted, "" if nothing keeps it below.

    `covers` names the months of those hours.
    """
    if not cause:
        return ""
    names = {"hours": formats.hours(over_seconds), "covers": covers}
    if priced is None:
        return _("%(hours)s more than included (%(covers)s).") % names
    if cause == "hours":
        return _("%(hours)s more than included (%(covers)s), so the hours are too high.") % names
    costly = priced.is_costly
    if cause == "both" and costly:
        text = _("Also %(hours)s more than included (%(covers)s), so both the hourly cost and the hours are too high.")
    elif cause == "both":
        text = _("Also %(hours)s more than included (%(covers)s), so the price is too low and the hours are too high.")
    elif costly:
        text = _("The hours are within those included (%(covers)s), so the hourly cost is too high.")
    else:
        text = _("The hours are within those included (%(covers)s), so the price is too low.")
    return f"{_sold(priced, currency)} {text % names}"


def earned_sentence(priced: Price, others: int = 0, *, covers: str, currency: str) -> str:
    """Return the cause of work without agreed hours, "" if an hour of it earned enough.

    `others` counts the other projects that its agreement pays for. `covers` names the months of its hours.
    """
    if not priced.is_low:
        return ""
    if others:
        return f"{_earned(priced, covers, currency)} {_shared(priced, others)}"
    text = (
        _("No hours are agreed, so the hourly cost is too high.")
        if priced.is_costly
        else _("No hours are agreed: the price is too low for the time it takes.")
    )
    return f"{_earned(priced, covers, currency)} {text}"


def _shared(priced: Price, others: int) -> str:
    """Return whether it is the price or the cost where an agreement pays for several projects."""
    if priced.is_costly:
        text = ngettext(
            "Its agreement also covers %(count)s other project; the hourly cost is too high.",
            "Its agreement also covers %(count)s other projects; the hourly cost is too high.",
            others,
        )
    else:
        text = ngettext(
            "Its agreement also covers %(count)s other project; the price is too low for the time it takes.",
            "Its agreement also covers %(count)s other projects; the price is too low for the time it takes.",
            others,
        )
    return text % {"count": formats.number(others)}


def margin_sentence(margin: Figure, seconds: int, target: int) -> str:
    """Return what is logged and what margin it leaves, for work without quoted hours."""
    names = {
        "hours": formats.hours(seconds, "title"),
        "margin": formats.percent(margin.value),
        "target": formats.percent(target, places=0),
    }
    if margin.bound == "at_most":
        return _("%(hours)s logged since it began; delivery margin at most %(margin)s, target %(target)s.") % names
    return _("%(hours)s logged since it began; delivery margin %(margin)s, target %(target)s.") % names


def _sold(priced: Price, currency: str) -> str:
    """Return what an hour was sold at, next to what the agency earns and what the target needs.

    Where a later sentence blames the hourly cost, this one says that the price isn’t the reason and the cost is.
    """
    text = _("Sold at %(sold)s an hour; the %(target)s target needs %(needed)s.")
    if priced.is_costly:
        text = _(
            "Sold at %(sold)s an hour, at or above the agency’s %(earned)s (%(span)s). "
            "At its hourly cost, the %(target)s target needs %(needed)s."
        )
    elif priced.agency is not None:
        text = _(
            "Sold at %(sold)s an hour; the agency earns %(earned)s (%(span)s), "
            "and the %(target)s target needs %(needed)s."
        )
    return text % _names(priced, currency)


def _earned(priced: Price, covers: str, currency: str) -> str:
    """Return what an hour earned, next to what the agency earns and what the target needs."""
    text = _("An hour earned %(sold)s (%(covers)s); the %(target)s target needs %(needed)s.")
    if priced.is_costly:
        text = _(
            "An hour earned %(sold)s (%(covers)s), at or above the agency’s %(earned)s (%(span)s). "
            "At its hourly cost, the %(target)s target needs %(needed)s."
        )
    elif priced.agency is not None:
        text = _(
            "An hour earned %(sold)s (%(covers)s); the agency earns %(earned)s (%(span)s), "
            "and the %(target)s target needs %(needed)s."
        )
    return text % {**_names(priced, currency), "covers": covers}


def _names(priced: Price, currency: str) -> dict[str, str]:
    names = {
        "sold": formats.money(Money(priced.sold, currency), cents=False),
        "needed": formats.money(Money(priced.needed, currency), cents=False),
        "target": formats.percent(priced.target, places=0),
    }
    if priced.agency is not None:
        names["earned"] = formats.money(Money(priced.agency.per_hour, currency), cents=False)
        names["span"] = span_text(priced.agency.first, priced.agency.last)
    return names


def _blame(cause: Cause, over_seconds: int, rows: Sequence[Over], priced: Price, *, so_far: bool) -> str:
    """Return whether it is the price or the cost, and what the hours add to it."""
    unquoted = next((row.seconds for row in rows if not row.title), 0)
    names = {
        "hours": formats.hours(over_seconds),
        "line": rows[0].title if rows else "",
        "unquoted": formats.hours(unquoted),
    }
    costly = priced.is_costly
    if cause == "both":
        return _both(names, costly=costly) % names
    if over_seconds > 0 and unquoted:
        text = (
            _("Hours are %(hours)s over plan, with %(unquoted)s unquoted, but the main reason is the hourly cost.")
            if costly
            else _("Hours are %(hours)s over plan, with %(unquoted)s unquoted, but the main reason is the low price.")
        )
    elif over_seconds > 0:
        text = (
            _("Hours are only %(hours)s over plan, so the main reason is the hourly cost.")
            if costly
            else _("Hours are only %(hours)s over plan, so the main reason is the low price.")
        )
    elif unquoted:
        text = (
            _("In total the hours are on plan, %(unquoted)s of them unquoted, so the hourly cost is too high.")
            if costly
            else _("In total the hours are on plan, %(unquoted)s of them unquoted, so the price is too low.")
        )
    elif so_far:
        text = (
            _("So far the hours are within plan, so the hourly cost is too high.")
            if costly
            else _("So far the hours are within plan, so the price is too low.")
        )
    else:
        text = (
            _("Hours are on plan, so the hourly cost is too high.")
            if costly
            else _("Hours are on plan, so the price is too low.")
        )
    return text % names


def _both(names: dict[str, str], *, costly: bool) -> str:
    if names["line"] and costly:
        return _(
            "Also %(hours)s more than quoted, most in %(line)s, so both the hourly cost and the hours are too high."
        )
    if names["line"]:
        return _(
            "Also %(hours)s more than quoted, most in %(line)s, so the price is too low and the hours are too high."
        )
    if costly:
        return _("Also %(hours)s more than quoted, so both the hourly cost and the hours are too high.")
    return _("Also %(hours)s more than quoted, so the price is too low and the hours are too high.")


def _hours(over_seconds: int, rows: Sequence[Over], priced: Price | None) -> str:
    """The price is only cleared of it where it is known."""
    names = {"hours": formats.hours(over_seconds), "line": rows[0].title if rows else ""}
    if priced is None:
        words = (
            _("%(hours)s more than quoted, most in %(line)s.") if names["line"] else _("%(hours)s more than quoted.")
        )
    elif names["line"]:
        words = _("%(hours)s more than quoted, most in %(line)s, so the hours are too high.")
    else:
        words = _("%(hours)s more than quoted, so the hours are too high.")
    return words % names
