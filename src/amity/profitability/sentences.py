"""Titles of the money pages: what was found, in a sentence with the number in it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.profitability import wording
from amity.profitability.queries.account import AccountMoney
from amity.profitability.queries.portfolio import Portfolio
from amity.profitability.queries.project import ProjectMoney
from amity.profitability.queries.rows import NO_RIGHT, Row
from amity.profitability.rules.figures import Figure
from amity.profitability.rules.period import Period
from amity.shared.money import Money
from amity.ui import formats


def money_word() -> str:
    """What the place is called."""
    return _("Money")


def portfolio_title(seen: Portfolio) -> str:
    """The finding of the portfolio."""
    if not seen.any_time or seen.together.seconds is None:
        return _("No figures yet")
    if seen.judged:
        return _judged(seen)
    if seen.together.agi is None:
        return _("%(hours)s for %(accounts)s") % {
            "hours": formats.hours(seen.together.seconds),
            "accounts": _accounts(len(seen.accounts)),
        }
    first = next((one for one in seen.accounts if one.agi is not None and one.agi.value), None)
    if first is not None and seen.concentration and first.agi is not None:
        return _("%(account)s earns %(amount)s in net fees") % {"account": first.name, "amount": _amount(first.agi)}
    return _("No margin yet: %(why)s") % {"why": wording.SHORT[_reason(seen.together)]}


def _judged(seen: Portfolio) -> str:
    below, judged = len(seen.below), len(seen.judged)
    target = formats.percent(seen.target, places=0)
    if not below:
        return _("Every account has a margin of %(target)s or more") % {"target": target}
    if below == 1:
        return _("%(account)s is below %(target)s") % {"account": seen.below[0].name, "target": target}
    return _("%(below)d of %(accounts)s are below %(target)s") % {
        "below": below,
        "accounts": _accounts(judged),
        "target": target,
    }


def portfolio_sub(seen: Portfolio) -> str:
    """One sentence that sums the page up: the period and what is left."""
    period, together = period_sentence(seen.period), seen.together
    margin, agi = together.margin, together.agi
    if agi is None or agi.value is None:
        return period
    if margin is not None and margin.value is not None:
        said = _("Delivery margin %(margin)s on net fees of %(fees)s.")
        return f"{period} {said % {'margin': _share(margin), 'fees': _amount(agi)}}"
    known = together.of_known
    if known is not None and known.value is not None:
        said = _("Delivery margin %(margin)s on net fees of %(fees)s, for work with a known fee.")
        return f"{period} {said % {'margin': _share(known), 'fees': _amount(agi)}}"
    return f"{period} {_('Net fees: %(fees)s.') % {'fees': _amount(agi)}}"


def account_title(seen: AccountMoney) -> str:
    """What an account keeps of 100."""
    name, together = seen.account.name, seen.together
    margin = together.margin
    if margin is not None and margin.value is not None:
        share = formats.percent(margin.value, places=0)
        if margin.value < 0:
            return _("%(account)s is losing money") % {"account": name}
        if margin.bound == "at_most":
            return _("%(account)s: delivery margin at most %(share)s") % {"account": name, "share": share}
        return _("%(account)s: delivery margin %(share)s") % {"account": name, "share": share}
    if margin is None and together.on_target is not None:
        word = _("%(account)s is on target") if together.on_target else _("%(account)s is below target")
        return word % {"account": name}
    if together.agi is not None and together.agi.value is not None and margin is None:
        return _("%(account)s earns %(amount)s in net fees") % {"account": name, "amount": _amount(together.agi)}
    if margin is None:
        return _("%(account)s: %(hours)s") % {"account": name, "hours": formats.hours(together.seconds)}
    return _("%(account)s: no margin yet") % {"account": name}


def project_sub(seen: ProjectMoney) -> str:
    """A project's use of its quoted time in a sentence."""
    if seen.total is None or not seen.total.quoted_seconds:
        return _("%(hours)s logged; no time is quoted.") % {"hours": formats.hours(seen.figures.seconds)}
    used, quoted = formats.hours(seen.total.used_seconds), formats.hours(seen.total.quoted_seconds)
    if seen.total.to_go_seconds is None:
        return _("%(used)s of %(quoted)s used; the time to go is unknown.") % {"used": used, "quoted": quoted}
    return _("%(used)s of %(quoted)s used, %(left)s to go.") % {
        "used": used,
        "quoted": quoted,
        "left": formats.hours(seen.total.to_go_seconds),
    }


def period_sentence(period: Period) -> str:
    """Which months are looked at, and whether the last is still open."""
    first, last = formats.month(period.first), formats.month(period.last)
    span = first if period.first == period.last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    return _("%(span)s; the last month has not ended yet.") % {"span": span} if period.open else f"{span}."


def _accounts(count: int) -> str:
    return ngettext("%(count)d account", "%(count)d accounts", count) % {"count": count}


def _reason(one: Row) -> str:
    return "unknown" if one.why_not in (None, NO_RIGHT) else str(one.why_not)


def _amount(figure: Figure) -> str:
    return formats.money(Money(figure.value or 0, figure.currency))


def _share(figure: Figure) -> str:
    share = formats.percent(figure.value)
    return _("at most %(share)s") % {"share": share} if figure.bound == "at_most" else share
