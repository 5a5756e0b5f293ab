"""Query for what was recorded of the client last."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from amity.briefs.models import Brief
from amity.shared.text import phrases


def latest_record(brief: Brief, today: date) -> Mapping[str, Any]:
    """Return what to fill in for the next record: who and how as last recorded, else the approver and email. Today."""
    last = brief.steps.exclude(contact=None).order_by("-pk").first()
    return {
        "contact_id": (last.contact_id if last else None) or brief.approver_id or brief.stated_by_id,
        "stated_in": last.stated_in if last else phrases.EMAIL,
        "stated_on": today,
    }
