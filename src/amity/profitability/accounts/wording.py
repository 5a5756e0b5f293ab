"""Title of one account's money."""

from django.utils.translation import gettext as _

from amity.profitability.accounts.queries import AccountMoney
from amity.profitability.figures.wording import amount_text
from amity.ui import formats


def title(seen: AccountMoney) -> str:
    """Return the account's delivery margin as a title."""
    name, together = seen.account.name, seen.together
    margin = together.margin
    if seen.period.hardly_begun:
        return _("Too early to say: %(month)s has hardly begun") % {
            "month": formats.month(seen.period.first, prose=True)
        }
    if margin is not None and margin.value is not None:
        share = formats.percent(margin.value)
        if margin.value < 0:
            return _("%(account)s is losing money") % {"account": name}
        if margin.bound == "at_most":
            return _("%(account)s: delivery margin at most %(share)s") % {"account": name, "share": share}
        return _("%(account)s: delivery margin %(share)s") % {"account": name, "share": share}
    if margin is None and together.on_target is not None:
        word = _("%(account)s is on target") if together.on_target else _("%(account)s is below target")
        return word % {"account": name}
    if together.agi is not None and together.agi.value is not None and margin is None:
        return _("%(account)s earns %(amount)s in net fees") % {"account": name, "amount": amount_text(together.agi)}
    if margin is None:
        return _("%(account)s: %(hours)s") % {"account": name, "hours": formats.hours(together.seconds, "title")}
    return _("%(account)s: no margin yet") % {"account": name}
