"""The note to the client in the middle of a period, drafted from the figures for the account manager to edit.

It leaves through the gate, or is sent from the sender's own mailbox and recorded as sent.
"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.contacts.languages import language_for
from amity.accounts.contacts.queries import key_contacts
from amity.accounts.models import Contact
from amity.outbox.letters import greeted
from amity.retainers import wording
from amity.retainers.pace.rules import is_too_early
from amity.retainers.page import RetainerPage
from amity.retainers.periods.rules import Period, price_of
from amity.retainers.requests.queries import Asked
from amity.shared.money import Money
from amity.ui import formats
from amity.ui.reader_format import in_language


def addressee(page: RetainerPage) -> Contact | None:
    """Return the contact with most open requests, or the first key contact of the account."""
    found = [one.by for one in page.asked if not one.closed and one.by and one.by.is_active]
    if found:
        return max(found, key=lambda one: (found.count(one), -one.pk))
    return next(iter(key_contacts(page.agreement.account, most=1)), None) if page.agreement.account else None


def draft(page: RetainerPage, contact: Contact | None, sender: str) -> str:
    """Return the note: an apology for what is late, overage and its price, what took longer, each request with its
    date, what is free, the sender's name.
    """
    with in_language(language_for(contact)):
        return _draft(page, contact, sender)


def _draft(page: RetainerPage, contact: Contact | None, sender: str) -> str:
    hello = _("Dear %(name)s,") % {"name": greeted(contact.name)} if contact else _("Hello,")
    figures = " ".join(
        one for one in (_over_before(page), _over(page) or _used(page), _with_due(page), _longer(page)) if one
    )
    requests = "\n".join(_request(one, page) for one in page.asked if not one.closed and not _is_late(one, page))
    closing = "\n".join((_("Best regards,"), sender))
    return "\n\n".join(one for one in (hello, _late(page), figures, requests, _room(page), closing) if one)


def _is_late(one: Asked, page: RetainerPage) -> bool:
    return not one.closed and one.wanted_on is not None and one.wanted_on < page.today


def _late(page: RetainerPage) -> str:
    """Return an apology and each request that is late with its due date, or "" if none is."""
    late = [(one.title, one.wanted_on) for one in page.asked if one.wanted_on and _is_late(one, page)]
    if not late:
        return ""
    sorry = ngettext(
        "We are sorry that this is late. We will send you a new date.",
        "We are sorry that these are late. We will send you new dates.",
        len(late),
    )
    due = (_("“%(title)s” was due on %(day)s.") % {"title": title, "day": _day(day, page.today)} for title, day in late)
    return "\n".join((sorry, *due))


def _over(page: RetainerPage) -> str:
    """Return the sentence on overage and its price, or "" if there is none."""
    if (
        not page.over
        or page.over_with_due
        or page.terms.kind == "access"
        or (page.terms.kind == "value" and not page.rights.fee)
    ):
        return ""
    if not page.period.open and not page.is_block:
        return _over_at_the_end(page, page.period, page.over)
    unit = wording.unit_of(page.agreement, page.terms, fee=page.rights.fee)
    price = page.price_of_over if page.period.open else Money(page.period.price, page.agreement.currency)
    figures = {
        "month": wording.named(page.period.span), "over": unit.in_prose(page.over),
        "there": unit.in_prose(page.period.row.there),
        "price": formats.money(price, cents=False) if price else "",
    }  # fmt: skip
    priced = page.rights.fee and page.terms.kind != "value" and price is not None and price.minor > 0
    if page.is_block:
        sentence = _("You have used about %(over)s more than you bought, which costs about %(price)s.")
        plain = _("You have used about %(over)s more than you bought.")
    elif page.pace.expected is None:
        sentence = _(
            "You have already used about %(over)s more than your %(there)s for %(month)s, "
            "which would cost about %(price)s."
        )
        plain = _("You have already used about %(over)s more than your %(there)s for %(month)s.")
    else:
        sentence = _(
            "At this pace you will use about %(over)s more than your %(there)s for %(month)s, "
            "which would cost about %(price)s."
        )
        plain = _("At this pace you will use about %(over)s more than your %(there)s for %(month)s.")
    return (sentence if priced else plain) % figures


def overdrawn_before(page: RetainerPage) -> Period | None:
    """Return the period before if the note speaks of its overage: while this one has hardly begun and says nothing."""
    if page.is_block or not page.period.open or not is_too_early(page.pace.gone, page.pace.days):
        return None
    before = next((one for one in page.latest if one.span.first < page.period.span.first), None)
    if before is None or (not before.row.over and before.row.rolled_on >= 0):
        return None
    return before


def _over_before(page: RetainerPage) -> str:
    before = overdrawn_before(page)
    return _over_at_the_end(page, before, before.row.over) if before else ""


def _over_at_the_end(page: RetainerPage, period: Period, over: int) -> str:
    """Return the sentence on the overage of a period that has ended, with what it costs or that it is at no charge."""
    if period.terms.kind == "access" or (period.terms.kind == "value" and not page.rights.fee):
        return ""
    unit = wording.unit_of(page.agreement, period.terms, fee=page.rights.fee)
    figures = {
        "month": wording.named(period.span), "over": unit.in_prose(over), "there": unit.in_prose(period.row.there),
        "price": formats.money(Money(period.price, page.agreement.currency), cents=False),
    }  # fmt: skip
    if period.row.rolled_on < 0:
        return _with_deducted(page, period, figures)
    if period.billed:
        if page.rights.fee and period.terms.kind != "value":
            text = _("You used about %(over)s more than your %(there)s for %(month)s, which costs about %(price)s.")
        else:
            text = _("You used about %(over)s more than your %(there)s for %(month)s.")
    elif any(one.span == period.span for one in page.undecided):
        text = _(
            "You used about %(over)s more than your %(there)s for %(month)s. "
            "We would like to agree with you how to settle that."
        )
    else:
        text = _("You used about %(over)s more than your %(there)s for %(month)s, at no charge.")
    return text % figures


def _with_deducted(page: RetainerPage, period: Period, figures: dict[str, str]) -> str:
    """Return the sentences on a period whose overage is in part deducted from the next."""
    unit, row = wording.unit_of(page.agreement, period.terms, fee=page.rights.fee), period.row
    rest = row.over - period.billed
    names = figures | {
        "more": unit.in_prose(row.used - row.there), "owed": unit.in_prose(-row.rolled_on),
        "billed": unit.in_prose(period.billed), "rest": unit.in_prose(rest),
    }  # fmt: skip
    found = [_("You used %(more)s more than your %(there)s for %(month)s.")]
    if period.billed and page.rights.fee and period.terms.kind != "value":
        found.append(_("We bill %(billed)s for %(price)s and deduct %(owed)s from your next period."))
    elif period.billed:
        found.append(_("We bill %(billed)s and deduct %(owed)s from your next period."))
    else:
        found.append(_("We deduct %(owed)s from your next period."))
    if rest and any(one.span == period.span for one in page.undecided):
        found.append(_("We would like to agree with you how to settle the other %(rest)s."))
    elif rest:
        found.append(_("We don’t charge for the other %(rest)s."))
    return " ".join(found) % names


def _with_due(page: RetainerPage) -> str:
    """Return the sentences on the requests due in the period, if they need more than the pace leads to."""
    if not page.over_with_due:
        return ""
    price = page.priced(page.over_with_due) if page.rights.fee and page.price_of_over is not None else None
    names = {
        "month": wording.named(page.period.span), "need": wording.duration(page.due),
        "over": wording.duration(page.over_with_due), "price": formats.money(price, cents=False) if price else "",
    }  # fmt: skip
    need = _("The requests due in %(month)s still need about %(need)s.") % names
    if price:
        more = _("With all of them, you will use about %(over)s more than included, which would cost about %(price)s.")
    else:
        more = _("With all of them, you will use about %(over)s more than included.")
    return f"{need} {more % names}"


def _used(page: RetainerPage) -> str:
    """Return what is used of what is available, or "" if that is money the sender can't see."""
    row, kind = page.period.row, page.terms.kind
    month = wording.named(page.period.span)
    if kind == "access":
        return _("Is there anything we should look at in %(month)s?") % {"month": month}
    if kind == "value" and not page.rights.fee:
        return ""
    unit = wording.unit_of(page.agreement, page.terms, fee=page.rights.fee)
    figures = {"month": month, "there": unit.in_prose(row.there), "used": unit.figure(row.used)}
    if not row.used and not page.is_block:
        return _("You have not used any of your %(there)s for %(month)s yet.") % figures
    if page.is_block:
        return _("In %(month)s you have used %(used)s of the %(there)s you had available.") % figures
    return _("You have used %(used)s of your %(there)s for %(month)s.") % figures


def _longer(page: RetainerPage) -> str:
    """Return the sentence on the request furthest above its plan."""
    worst = max((one for one in page.asked if one.over), key=lambda one: one.over, default=None)
    if worst is None:
        return ""
    more = wording.duration(worst.over)
    return _("“%(title)s” took about %(more)s more than planned.") % {"title": worst.title, "more": more}


def _request(one: Asked, page: RetainerPage) -> str:
    """Return the sentence on an open request and its due date, or a question if it has none."""
    if one.wanted_on is not None:
        names = {"title": one.title, "day": _day(one.wanted_on, page.today)}
        if one.wanted_on == page.today:
            return _("“%(title)s” is due today.") % names
        return _("“%(title)s” is due on %(day)s.") % names
    names = {"title": one.title, "time": wording.duration(one.to_go)}
    if not one.to_go or not page.over or not page.period.open:
        return _("“%(title)s” has no due date yet. When do you need it?") % names
    price = _price(one, page)
    if price:
        names |= {"price": price, "time": wording.duration(one.to_go, half_hours=True)}
        return _("“%(title)s” needs about %(time)s. Shall we do it now for about %(price)s, or can it wait?") % names
    return _("“%(title)s” needs about %(time)s. Shall we do it now, or can it wait?") % names


def _day(day: date, today: date) -> str:
    """Return Friday 27 November, with the year if it is another."""
    text = formats.long_day(day)
    return text if day.year == today.year else _("%(day)s %(year)s") % {"day": text, "year": day.year}


def _price(one: Asked, page: RetainerPage) -> str:
    """Return what the rest of a request costs at the overage rate, or "" without a rate or the right to fees."""
    if not page.rights.fee or page.terms.kind != "hours" or page.terms.rate is None:
        return ""
    currency = page.agreement.currency
    return formats.money(Money(price_of(page.terms, one.to_go, currency), currency), cents=False)


def _room(page: RetainerPage) -> str:
    """Return the sentence on what will be left and what of it will expire, or "" while the pace leads to no end."""
    if page.pace.expected is None:
        return ""
    free = page.period.row.there - page.expected
    hidden = page.terms.kind == "access" or (page.terms.kind == "value" and not page.rights.fee)
    if free <= 0 or not page.period.open or page.is_block or hidden or page.over_with_due:
        return ""
    unit = wording.unit_of(page.agreement, page.terms, fee=page.rights.fee)
    lost = min(page.period.row.would_expire, free)
    figures = {"free": unit.in_prose(free), "lost": unit.in_prose(lost), "month": wording.named(page.period.span)}
    if not lost:
        return _("At this pace you will have about %(free)s left. What would you like us to use it for?") % figures
    if figures["lost"] == figures["free"]:
        return _(
            "At this pace about %(free)s will be left at the end of %(month)s and will expire. What would you "
"like us to use it for?"
        ) % figures  # fmt: skip
    return _(
        "At this pace about %(free)s will be left at the end of %(month)s. About %(lost)s of that will "
"expire if unused. What would you like us to use it for?"
    ) % figures  # fmt: skip
