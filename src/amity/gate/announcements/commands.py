"""Write the emails that tell clients about changes of who looks after them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.gate.announcements.queries import changes_to_announce
from amity.gate.models import Item
from amity.gate.subjects.commands import write_about
from amity.shared.actor import Actor
from amity.shared.errors import Invalid


def announce(*, by: Actor, chosen: Sequence[str], now: datetime) -> list[Item]:
    """Start a draft for each chosen change that has none. The author reads and submits each of them."""
    known = {one.value: one for one in changes_to_announce(by, timezone.localdate(now))}
    wanted = [known[value] for value in dict.fromkeys(chosen) if value in known]
    if not wanted:
        raise Invalid(_("Choose at least one change."), "change")
    return [
        write_about(by=by, key=one.key, subject_id=one.id, now=now) for one in wanted if one.item_id is None
    ]  # fmt: skip
