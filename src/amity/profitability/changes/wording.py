"""What moved a figure, in one sentence."""

from django.utils.translation import gettext as _

from amity.profitability.changes.rules import Compared, Movement
from amity.profitability.figures.rules import Unit
from amity.profitability.period.rules import Period
from amity.profitability.period.wording import span_text
from amity.shared.money import Money
from amity.ui import formats


def sentence(moved: Movement, months: Compared, unit: Unit, currency: str) -> str:
    """Return how much a figure changed, and which part moved it most."""
    change, part = moved.change, moved.part
    names = {
        "now": span_text(months.now.first, months.now.last),
        "before": span_text(months.before.first, months.before.last),
        "amount": _amount(change, unit, currency),
        "part": _amount(part, unit, currency),
        "name": moved.name,
    }
    if not change:
        return _("%(now)s had as much as %(before)s.") % names
    return (_more if change > 0 else _less)(moved) % names


def _more(moved: Movement) -> str:
    if not moved.name:
        return _("%(now)s had %(amount)s more than %(before)s.")
    if moved.part > moved.change:
        return _("%(now)s had %(amount)s more than %(before)s: %(part)s more from %(name)s, but less from others.")
    if moved.part == moved.change:
        return _("%(now)s had %(amount)s more than %(before)s, all from %(name)s.")
    return _("%(now)s had %(amount)s more than %(before)s, %(part)s of it from %(name)s.")


def _less(moved: Movement) -> str:
    if not moved.name:
        return _("%(now)s had %(amount)s less than %(before)s.")
    if moved.part < moved.change:
        return _("%(now)s had %(amount)s less than %(before)s: %(part)s less from %(name)s, but more from others.")
    if moved.part == moved.change:
        return _("%(now)s had %(amount)s less than %(before)s, all from %(name)s.")
    return _("%(now)s had %(amount)s less than %(before)s, %(part)s of it from %(name)s.")


def nothing_before(shown: Period) -> str:
    """Return why a figure isn't compared with the months before."""
    if shown.open and shown.first == shown.last:
        return _("%(month)s hasn’t ended, so it isn’t compared with the month before.") % {
            "month": formats.month(shown.last)
        }
    return _("Nothing is recorded before these months, so there is nothing to compare with.")


def unknown_before(months: Compared) -> str:
    """Return that the months to compare have no known figure."""
    return _("The figures of %(before)s aren’t known, so there is nothing to compare with.") % {
        "before": span_text(months.before.first, months.before.last)
    }


def against_quote(used: int, quoted: int, line: str) -> str:
    """Return how time compares with what is quoted. `line` has most of what is over, "" if that isn't one line."""
    names = {
        "hours": formats.hours(abs(used - quoted), "title"),
        "used": formats.hours(used, "title"),
        "quoted": formats.hours(quoted, "title"),
        "line": line,
    }
    if used <= quoted:
        return _("%(used)s of the quoted %(quoted)s are used.") % names
    return (_("%(hours)s more than quoted, most in %(line)s.") if line else _("%(hours)s more than quoted.")) % names


def _amount(value: int, unit: Unit, currency: str) -> str:
    if unit == "seconds":
        return formats.hours(abs(value), "title")
    return formats.money(Money(abs(value), currency), cents=False)
