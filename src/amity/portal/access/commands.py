"""Set what a contact sees on the client's pages."""

from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.portal.access import queries
from amity.portal.access.models import Access
from amity.portal.access.rules import AccessFields
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import tidied, value_of, write


@command
def set_access(*, by: Actor, contact_id: int, version: int, fields: AccessFields, now: datetime) -> Access:
    """Set a contact's rights, as those who can edit the account. `version` is 0 for rights never set.

    The year is refused without the right to money, as it would show nothing.
    """
    row = queries.access_seen_by(by, contact_id, lock=True)
    row.expect(version)
    before, clean = value_of(row, AccessFields), tidied(fields)
    if clean.sees_year and not clean.sees_money:
        raise Invalid(_("Choose estimates, agreements and budgets too. The year is shown only with them."), "sees_year")
    if before == clean:
        return row
    write(clean, row)
    row.save()
    changes = {"before": asdict(before), "after": asdict(clean)}
    trail.record("portal.access_set", subject=row.contact, by=by, at=now, changes=changes)
    return row
