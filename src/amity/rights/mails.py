"""Email about third-party rights, to colleagues only."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.rights.models import Right
from amity.ui import formats
from amity.ui.reader_format import in_their_ways


def warn_of_right(right: Right, days: int, person: Person, now: datetime) -> None:
    """Email the account manager that a right its work uses ends soon, and what would be blocked."""
    if not person.mail:
        return
    uses = [str(use.line) for use in right.uses.select_related("line").order_by("line__number", "pk")]
    with in_their_ways(person):
        values = {"right": right.title, "holder": right.holder, "account": right.account, "days": days}
        values["ends_on"] = formats.full_day(right.until) if right.until else ""
        sentence = ngettext(
            "The rights to %(right)s from %(holder)s end on %(ends_on)s, in one day. After that, work that uses them "
            "can’t go to the client. Extend the rights, or record their last day of use.",
            "The rights to %(right)s from %(holder)s end on %(ends_on)s, in %(days)s days. After that, work that uses "
            "them can’t go to the client. Extend the rights, or record their last day of use.",
            days,
        )
        used = _("They are used on: %(lines)s.") % {"lines": ", ".join(uses)} if uses else ""
        subject = _("Rights end on %(ends_on)s: %(right)s (%(account)s)") % values
        body = letter(
            person.name,
            f"{sentence % values} {used}".strip(),
            settings.ENVIRONMENT.url + reverse("rights:right", args=[right.pk]),
            why=_("You received this email because you are responsible for this account."),
        )
    outbox.queue(
        audience=mail.STAFF, kind="right_ahead", to=person.mail, name=person.name, subject=subject, body=body, now=now
    )
