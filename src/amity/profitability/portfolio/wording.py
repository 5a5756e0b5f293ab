"""Title and summary of the portfolio: the finding, in a sentence with its figure."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.profitability import wording
from amity.profitability.figures.wording import amount_text, share_text
from amity.profitability.period.wording import period_sentence
from amity.profitability.portfolio.queries import Portfolio
from amity.profitability.statements.rows import NO_RIGHT, Row
from amity.ui import formats


def title(seen: Portfolio) -> str:
    """Return the main finding of the portfolio as its title."""
    if not seen.any_time or seen.together.seconds is None:
        return _("No figures yet")
    if seen.period.hardly_begun:
        return _("Too early to say: %(month)s has hardly begun") % {
            "month": formats.month(seen.period.first, prose=True)
        }
    if seen.judged:
        return _judged(seen)
    if seen.together.agi is None:
        return _("%(hours)s for %(accounts)s") % {
            "hours": formats.hours(seen.together.seconds, "title"),
            "accounts": _accounts(len(seen.accounts)),
        }
    earning = [(one.name, one.agi) for one in seen.accounts if one.agi is not None and one.agi.value]
    if earning and seen.concentration:
        name, fees = max(earning, key=lambda pair: pair[1].value or 0)
        return _("%(account)s earns %(amount)s in net fees") % {"account": name, "amount": amount_text(fees)}
    return _("No margin yet: %(why)s") % {"why": wording.SHORT[_reason(seen.together)]}


def _judged(seen: Portfolio) -> str:
    below, judged = len(seen.below), len(seen.judged)
    target, unknown = formats.percent(seen.target, places=0), len(seen.accounts) - judged
    words = {"below": below, "accounts": _accounts(judged), "target": target}
    if not below and unknown:
        return _("Every account with a known margin has %(target)s or more") % words
    if not below:
        return _("Every account has a margin of %(target)s or more") % words
    if below == 1:
        return _("%(account)s is below %(target)s") % {"account": seen.below[0].name, "target": target}
    if unknown:
        return _("%(below)d of %(accounts)s with a known margin are below %(target)s") % words
    return _("%(below)d of %(accounts)s are below %(target)s") % words


def _unknown_margins(seen: Portfolio) -> str:
    """Return how many accounts have no known margin, as a sentence, "" without any or where none is compared."""
    unknown = len(seen.accounts) - len(seen.judged)
    if not seen.judged or not unknown:
        return ""
    words = ngettext(
        "The margin of %(count)d account isn’t known.", "The margins of %(count)d accounts aren’t known.", unknown
    )
    return words % {"count": unknown}


def summary(seen: Portfolio) -> str:
    """Return the period, the delivery margin, and how many accounts have no known margin."""
    return " ".join(part for part in (_in_all(seen), _unknown_margins(seen)) if part)


def _in_all(seen: Portfolio) -> str:
    period, together = period_sentence(seen.period), seen.together
    margin, agi = together.margin, together.agi
    if agi is None or agi.value is None or seen.period.hardly_begun:
        return period
    if margin is not None and margin.value is not None:
        text = _("Delivery margin %(margin)s on net fees of %(fees)s.")
        return f"{period} {text % {'margin': share_text(margin), 'fees': amount_text(agi)}}"
    known = together.of_known
    if known is not None and known.value is not None:
        text = _("Delivery margin %(margin)s on net fees of %(fees)s, for work with a known fee.")
        return f"{period} {text % {'margin': share_text(known), 'fees': amount_text(agi)}}"
    text = _("Net fees: %(fees)s.")
    return f"{period} {text % {'fees': amount_text(agi)}}"


def _accounts(count: int) -> str:
    return ngettext("%(count)d account", "%(count)d accounts", count) % {"count": count}


def _reason(one: Row) -> str:
    return "unknown" if one.why_not in (None, NO_RIGHT) else str(one.why_not)
