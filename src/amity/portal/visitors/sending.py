"""Send the codes that were asked for. A request only stores that an address wants one.

So a page answers an unknown address in the same words and the same time as a known one.
"""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from amity.audit import trail
from amity.portal.visitors import mails, rules
from amity.portal.visitors.models import EmailedCode
from amity.portal.visitors.queries import contacts_with
from amity.shared.actor import Actor
from amity.shared.command import command

AT_ONCE = 20


def send_codes() -> int:
    """Send what waits, the oldest first. Two workers at once send each code once. Return how many were settled."""
    now = timezone.now()
    waiting = EmailedCode.objects.filter(settled_at=None).order_by("pk").values_list("pk", flat=True)
    return sum(settle(code_id=pk, now=now) != "" for pk in list(waiting[:AT_ONCE]))


@command
def settle(*, code_id: int, now: datetime) -> str:
    """Email one code to the contact with its address, if there is one. Return the code, for the command line."""
    code = rules.new_code()
    row = EmailedCode.objects.get(pk=code_id)
    contact = contacts_with(row.address).first()
    hashed = rules.code_hash(settings.SECRET_KEY, str(row.reference), code) if contact else ""
    taken = EmailedCode.objects.filter(pk=code_id, settled_at=None).update(settled_at=now, code_hash=hashed)
    if not taken:
        return ""
    if contact is not None and row.expires_at > now:
        confirms = row.purpose == rules.FRESH
        mails.send_code(contact, code, confirms=confirms, until=row.expires_at, now=now)
    return code


@command
def code_for(*, address: str, now: datetime) -> str:
    """Return a new code for the latest request of a contact's address, in place of the one sent, or "" without one.

    For the command line of the server, when there is no email.
    """
    waiting = EmailedCode.objects.filter(address=address.strip().lower(), used_at=None, expires_at__gt=now)
    row = waiting.order_by("-pk").first()
    contact = contacts_with(row.address).first() if row else None
    if row is None or contact is None:
        return ""
    code = rules.new_code()
    row.code_hash, row.settled_at = rules.code_hash(settings.SECRET_KEY, str(row.reference), code), now
    row.save(update_fields=["code_hash", "settled_at"])
    trail.record("portal.code_printed", subject=contact, by=Actor.stranger("cli"), at=now)
    return code
