"""Take back a record that was kept from an email, as long as no one worked on it."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.accounts.preferences.commands import withdraw_preference
from amity.audit import trail
from amity.conversations.emails.models import EmailPoint
from amity.conversations.suspected.models import SuspectedRecord
from amity.expectations.commands import withdraw_recorded
from amity.scope.models import Request
from amity.shared.actor import Actor
from amity.shared.errors import Refused


def take_back(row: SuspectedRecord, *, by: Actor, now: datetime) -> None:
    """Unlink the record of a sentence and take it back. Refused once it was changed.

    A promise and a request are deleted; the audit log still has them. A preference is withdrawn, as none is deleted.
    """
    expectation, request, preference = row.expectation, row.request, row.preference
    made = EmailPoint.objects.filter(
        message=row.message_id, expectation=expectation, request=request, preference=preference
    )
    _expect_unchanged(row, {point.pk for point in made})
    made.delete()
    row.expectation = row.request = row.preference = None
    row.save(update_fields=["expectation", "request", "preference"])
    if expectation is not None:
        withdraw_recorded(expectation, by=by, now=now)
    if request is not None:
        changes = {"words": request.words, "contact_id": request.contact_id}
        trail.record("request.withdrawn", subject=request, by=by, at=now, changes=changes)
        request.delete()
    if preference is not None:
        withdraw_preference(
            by=by, preference_id=preference.pk, version=preference.version, because=_("Recorded by mistake."), now=now
        )


def _expect_unchanged(row: SuspectedRecord, made: set[int]) -> None:
    """Refuse if the record was changed, or if a request has further evidence. Its row is locked from here on."""
    found = next(one for one in (row.expectation, row.request, row.preference) if one is not None)
    fresh = type(found)._default_manager.select_for_update(of=("self",)).get(pk=found.pk)
    changed = fresh.version != 1
    if isinstance(fresh, Request):
        is_repeated = fresh.points.exists() or fresh.email_points.exclude(pk__in=made).exists()
        changed = changed or is_repeated or not fresh.is_open
    if changed:
        raise Refused(_("This was changed after you kept it. Edit it on its own page."))
