"""Labels of briefs' sizes, statuses and items, and sentences on what is missing."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agency.queries import agency
from amity.briefs.conversion import rules as offer
from amity.briefs.conversion.rules import Offer
from amity.briefs.fields import AMOUNT, ASKED, CAP, OF_ITEM, RANGE, WON
from amity.briefs.items import rules as items
from amity.briefs.items.rules import Gap
from amity.briefs.models import Brief
from amity.briefs.moves import rules as states
from amity.briefs.sizes import rules as sizes
from amity.briefs.sizes.queries import limits
from amity.briefs.sizes.rules import Sized
from amity.shared.money import Money, decimals
from amity.ui import formats
from amity.ui.field_words import label_of

SIZES: dict[str, Promise] = {
    sizes.NOTE: lazy("small job"), sizes.SHORT: lazy("short brief"), sizes.FULL: lazy("full brief"),
}  # fmt: skip
STATES: dict[str, Promise] = {
    states.DRAFT: lazy("Draft"),
    states.WITH_CLIENT: lazy("With the client"),
    states.CONFIRMED: lazy("Confirmed"),
    states.CONVERTED: lazy("Converted"),
    states.DROPPED: lazy("Dropped"),
}
MOVES: dict[str, Promise] = {
    states.DRAFT: lazy("Return to draft"),
    states.WITH_CLIENT: lazy("Record as sent to client"),
    states.CONFIRMED: lazy("Mark as confirmed"),
    states.CONVERTED: lazy("Convert to work"),
    states.DROPPED: lazy("Drop brief"),
}
MOVED: dict[str, Promise] = {
    states.DRAFT: lazy("The brief is a draft again."),
    states.WITH_CLIENT: lazy("Recorded as sent. The client can confirm it now."),
    states.CONFIRMED: lazy("Confirmed. You can convert it to work now."),
    states.DROPPED: lazy("Brief dropped."),
}
"""What is said once a brief has moved."""
HINTS: dict[str, str | Promise] = {
    states.DRAFT: lazy("You can edit it again. What the client has seen stays in its history."),
    states.WITH_CLIENT: lazy("Already sent? Record it here. Or send it from “For the client”."),
    states.CONFIRMED: "",
    states.DROPPED: lazy("You can return it to draft later."),
}
START = lazy("Confirm and start")
DOORS: dict[str, Promise] = {ASKED: lazy("The client asks"), WON: lazy("Won as new business")}
BUDGETS: dict[str, Promise] = {
    "": lazy("Not known yet"), AMOUNT: lazy("An amount"), CAP: lazy("At most"), RANGE: lazy("A range"),
}  # fmt: skip
ITEMS: dict[str, str | Promise] = {
    "need": lazy("What they need, in their words"),
    "done_when": label_of(Brief, "done_when"),
    "goal": label_of(Brief, "goal"),
    "measure": label_of(Brief, "measure"),
    "baseline": label_of(Brief, "baseline"),
    "target": label_of(Brief, "target"),
    "audience": label_of(Brief, "audience"),
    "constraints": label_of(Brief, "constraints"),
    "exclusions": label_of(Brief, "exclusions"),
    "approver": label_of(Brief, "approver"),
    "budget": lazy("Budget"),
    "wanted_on": label_of(Brief, "wanted_on"),
    "account_manager": label_of(Brief, "account_manager"),
    "manager": label_of(Brief, "manager"),
    "roles": lazy("Roles"),
    "lines": lazy("Lines"),
    "hours": lazy("Hours for each line"),
    "acceptance": lazy("Acceptance criteria for each line"),
}
FOR_CLIENT: dict[str, str | Promise] = ITEMS | {
    "goal": lazy("Your goal"),
    "approver": lazy("Your approver"),
    "account_manager": lazy("Your account manager"),
    "manager": lazy("Your project manager"),
}
"""The labels of items for the client."""
DEMANDS: dict[str, Promise] = {
    items.HARD: lazy("required"),
    items.ASKED: lazy("now, or asked for"),
    items.NOT: lazy("not required"),
}


def size_sentence(brief: Brief, sized: Sized, seconds: int, *, priced: bool) -> str:
    """Explain a brief's size in whole sentences, with amounts only if `priced`."""
    bounds, own = limits(), agency_currency(brief)
    figures = {
        "hours": formats.hours(seconds),
        "note_hours": formats.hours(bounds.note_hours),
        "note_value": formats.money(Money(bounds.note_value, own)),
        "full_hours": formats.hours(bounds.full_hours),
        "full_value": formats.money(Money(bounds.full_value, own)),
    }
    words = {
        sizes.WITHIN_RETAINER: _("A small job is enough for a retainer request."),
        sizes.NEW_CLIENT: _("A new client needs a full brief."),
        sizes.NEW_KIND: _("A new kind of work needs a full brief."),
        sizes.HOURS: _("%(hours)s planned. More than %(full_hours)s needs a full brief."),
        sizes.VALUE: _("A value above %(full_value)s needs a full brief."),
        sizes.BELOW: _("Under %(note_hours)s and %(note_value)s, a small job is enough."),
        sizes.BETWEEN: _(
            "%(hours)s planned. A small job is under %(note_hours)s and %(note_value)s, a full brief over "
            "%(full_hours)s or %(full_value)s."
        ),
        sizes.UNKNOWN: _("Hours and budget aren’t known yet."),
    }
    unpriced = {
        sizes.VALUE: _("Its value needs a full brief."),
        sizes.BELOW: _("A small job is enough."),
        sizes.BETWEEN: _("%(hours)s planned: too much for a small job, too little for a full brief."),
    }
    return (words if priced else words | unpriced)[sized.why] % figures


def agency_currency(brief: Brief) -> str:
    """Return the currency of the limits, or the brief's where the agency has none yet."""
    return agency().currency or brief.currency


def budget_label(brief: Brief) -> str:
    """Return the budget as text, or "" where it is unknown."""
    low, high = (
        formats.money(Money(amount, brief.currency)) if amount is not None else ""
        for amount in (brief.budget_low, brief.budget_high)
    )
    words = {
        AMOUNT: high,
        CAP: _("up to %(amount)s") % {"amount": high},
        RANGE: _("%(low)s to %(high)s") % {"low": low, "high": high},
    }
    return words.get(brief.budget_kind, "")


def item_text(brief: Brief, item: str) -> str:
    """Return an item's value as text that stays readable when fields change."""
    if item == "budget":
        amounts = [amount for amount in (brief.budget_low, brief.budget_high) if amount is not None]
        plain = [f"{Decimal(one).scaleb(-decimals(brief.currency)):f}" for one in dict.fromkeys(amounts)]
        return f"{' – '.join(plain)} {brief.currency}"
    names = {"goal": brief.goal, "approver": brief.approver}
    if item in names:
        return str(names[item] or "")
    value = getattr(brief, OF_ITEM[item][0])
    return value.isoformat() if item == "wanted_on" else str(value)


def price_choices(prices: Offer, currency: str, shares: Mapping[str, int] | None = None) -> list[tuple[str, str]]:
    """Return the possible prices of a brief as choices, the one the client confirmed first, with their amounts, and the
    margin of those in `shares`.
    """
    plain = {offer.LINES: _("The lines: %(amount)s"), offer.BUDGET: _("The budget: %(amount)s")}
    earning = {
        offer.LINES: _("The lines: %(amount)s, margin %(share)s"),
        offer.BUDGET: _("The budget: %(amount)s, margin %(share)s"),
    }
    known = shares or {}

    def label(key: str, minor: int) -> str:
        names = {"amount": price_text(minor, currency), "share": formats.percent(known.get(key))}
        words = (earning if key in known else plain)[key] % names
        return _("%(price)s (the client confirmed this amount)") % {"price": words} if key == prices.seen else words

    amounts = {offer.LINES: prices.lines, offer.BUDGET: prices.budget}
    found = [(key, label(key, minor)) for key, minor in amounts.items() if minor is not None]
    return sorted(found, key=lambda choice: choice[0] != prices.seen)


def price_text(minor: int | None, currency: str) -> str:
    """Return an exact amount that someone agrees to, with cents only where it isn't whole: €45,400 or €45,400.50."""
    amount = None if minor is None else Money(minor, currency)
    return formats.money(amount, cents=amount is not None and amount.major != int(amount.major))


def price_question(prices: Offer, currency: str) -> str:
    """Return the question which of two amounts is the price."""
    amounts = {"lines": price_text(prices.lines, currency), "budget": price_text(prices.budget, currency)}
    return _("Choose the price: the lines come to %(lines)s, the budget is %(budget)s.") % amounts


def missing_sentence(gaps: Iterable[Gap]) -> str:
    """Return one sentence on what is missing."""
    named = [str(ITEMS[gap.item]) for gap in gaps]
    return _("Still missing: %(items)s.") % {"items": ", ".join(named)}


def shown(brief: Brief, name: str) -> str:
    """Return a field as text, for people who only read."""
    people = {"stated_by_id": "stated_by", "goal_id": "goal", "approver_id": "approver", "manager_id": "manager"}
    people["account_manager_id"] = "account_manager"
    value = getattr(brief, people.get(name, name))
    if name == "wanted_from" and value:
        return _("from %(day)s") % {"day": formats.full_day(value)}
    if name == "budget_kind":
        return budget_label(brief)
    if name in ("budget_low", "budget_high") or value in (None, ""):
        return ""
    return formats.full_day(value) if isinstance(value, date) else str(value)
