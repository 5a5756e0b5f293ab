"""The note to the client in the middle of a period: written from the figures alone, to be changed by who sends it.

It is drafted as text. Who copies it sends it through their own mail.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.accounts.queries import key_contacts
from amity.retainers import wording
from amity.retainers.models import CallOff
from amity.retainers.queries.page import RetainerPage
from amity.retainers.queries.work import Asked
from amity.retainers.rules.reckoning import price_of
from amity.shared.money import Money
from amity.ui import formats


def addressee(page: RetainerPage) -> Contact | None:
    """Who asks for most of what is open, else the contact who stands nearest to the work."""
    open_ones = [one.id for one in page.asked if not one.closed]
    asked = CallOff.objects.filter(pk__in=open_ones, contact__isnull=False, contact__is_active=True)
    found = [row.contact for row in asked.select_related("contact").order_by("number") if row.contact]
    if found:
        return max(found, key=lambda one: (found.count(one), -one.pk))
    return next(iter(key_contacts(page.agreement.account, most=1)), None) if page.agreement.account else None


def drafted(page: RetainerPage, contact: Contact | None) -> str:
    """The note, one paragraph: what is used, what took longer, what gets done, and what needs a word."""
    unit = wording.unit_of(page.agreement, page.terms, fee=page.rights.fee)
    hello = _("Dear %(name)s,") % {"name": contact.name.split()[0]} if contact else _("Hello,")
    used = _used(page, unit)
    first = f"{used}?" if unit.kind == "access" else f"{used}{_longer(page.asked)}."
    sentences = [first, _done_by(page), _question(page)]
    if page.under_served or not page.over:
        sentences.append(_room(page, unit))
    return f"{hello} " + " ".join(one for one in sentences if one)


def _used(page: RetainerPage, unit: wording.Unit) -> str:
    """What is used of what is there."""
    row = page.period.row
    if unit.kind == "access":
        return _("is there anything we should look at in %(month)s") % {"month": wording.named(page.period.span)}
    said = {"month": wording.named(page.period.span), "there": unit.plain(row.there), "used": unit.plain(row.used)}
    if row.used > row.there:
        return _("in %(month)s %(used)s are used, and %(there)s were there") % said
    if unit.kind == "hours":
        said |= {"used": _whole(row.used), "there": _whole(row.there)}
        return _("in %(month)s %(used)s of %(there)s hours are used") % said
    if unit.kind == "pieces":
        return _("in %(month)s %(used)s of %(there)s pieces are used") % said
    return _("in %(month)s %(used)s of %(there)s are used") % said


def _whole(seconds: int) -> str:
    return formats.number(round(Decimal(seconds) / 3600))


def _longer(asked: Sequence[Asked]) -> str:
    """What took most above its plan."""
    worst = max((one for one in asked if one.over), key=lambda one: one.over, default=None)
    if worst is None:
        return ""
    more = formats.hours(worst.over, "prose", decimal=False)
    return _("; “%(title)s” took %(more)s more than planned") % {"title": worst.title, "more": more}


def _done_by(page: RetainerPage) -> str:
    dated = [one for one in page.asked if not one.closed and one.wanted_on and one.wanted_on >= page.as_of]
    if not dated:
        return ""
    names = _listed([f"“{one.title}”" for one in dated])
    last = max(one.wanted_on for one in dated if one.wanted_on)
    return _("%(names)s will be done by %(day)s.") % {
        "names": names,
        "day": f"{formats.long_weekday(last)} {formats.day(last, page.today)}",
    }


def _question(page: RetainerPage) -> str:
    """What has no date and does not fit: now, or in the next period?"""
    waiting = [one for one in page.asked if not one.closed and one.wanted_on is None and one.to_go]
    if not waiting or not page.over or not page.period.open:
        return ""
    seconds = sum(one.to_go for one in waiting)
    said = {
        "names": _listed([f"“{one.title}”" for one in waiting]), "time": formats.hours(seconds, "prose", decimal=False)
    }  # fmt: skip
    if page.rights.fee and page.terms.kind == "hours" and page.terms.rate is not None:
        price = formats.money(Money(price_of(page.terms, seconds, page.agreement.currency), page.agreement.currency))
        return _("%(names)s needs about %(time)s: shall it wait, or do we do it now for %(price)s?") % {
            **said, "price": price,
        }  # fmt: skip
    return _("%(names)s needs about %(time)s: shall it wait until the next period?") % said


def _room(page: RetainerPage, unit: wording.Unit) -> str:
    """What is free, and what of it would be lost."""
    free = page.period.row.there - page.expected
    if free <= 0 or not page.period.open or page.is_block:
        return ""
    said = _("At this pace about %(free)s stay free") % {"free": unit.rounded(free)}
    lost = min(page.period.row.would_expire, free)
    if lost:
        said += _(", of which %(lost)s would expire") % {"lost": unit.rounded(lost)}
    return said + ". " + _("What would help you most?")


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
