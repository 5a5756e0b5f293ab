"""Links of outside counsel, found by the hash of their token while they work."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.agreements import rules
from amity.agreements.models import Agreement
from amity.agreements.review.models import GuestLink
from amity.shared.errors import NotSeen


def open_link(token_hash: str, now: datetime, *, lock: bool = False) -> GuestLink:
    """Return a link that still works, to a review that is still open, or raise `NotSeen`."""
    found = GuestLink.objects.filter(
        token_hash=token_hash, used_at=None, revoked_at=None, expires_at__gt=now,
        review__verdict="", review__version__agreement__state=rules.IN_REVIEW,
    )  # fmt: skip
    if lock:
        held = found.order_by().values("review__version__agreement_id")
        list(Agreement.objects.select_for_update().filter(pk__in=held).values_list("pk", flat=True))
        found = found.select_for_update(of=("self",))
    link = found.select_related("review__version__agreement__account", "review__version__agreement__drafted_by").first()
    if link is None:
        raise NotSeen(_("This link no longer works. It was used or withdrawn, or it has expired."))
    return link
