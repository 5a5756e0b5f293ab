"""Which country's calendar the agency works by: the second of the three questions."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.agency import calendars, policy, queries
from amity.agency.models import Agency
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid


@command
def answer_country(*, by: Actor, country: str, now: datetime) -> Agency:
    """Say, or confirm, whose public holidays count. Who sees the calendar answers."""
    policy.may_see_calendar(by).or_refuse()
    if country not in calendars.countries():
        raise Invalid(_("No calendar found for “%(code)s”.") % {"code": country}, field="country")
    own = queries.agency()
    if own.country == country and own.country_confirmed:
        return own
    before, own.country, own.country_confirmed = own.country, country, True
    own.version += 1
    own.save()
    trail.record("agency.country_answered", subject=own, by=by, at=now, changes={"before": before, "after": country})
    return own
