"""Values of the capacity table."""

from typing import Any

from django.utils.translation import gettext as _

from amity.briefs.capacity.queries import Freedom
from amity.ui import formats


def capacity_context(freedom: Freedom) -> dict[str, Any]:
    """Return the context of `briefs/free.html`, in whole hours, with each week as a column head and in full."""
    states = {"yes": "well", "tight": "watch", "no": "unwell"}
    words = {"yes": _("yes"), "tight": _("tight"), "no": _("no")}
    rows = [
        {
            "discipline": name,
            "needed": needed,
            "weeks": [(states[one.answer], words[one.answer], max(one.left, 0) // 3600 * 3600) for one in weeks],
        }
        for name, needed, weeks in freedom.rows
    ]
    mondays = [(formats.day_and_month(monday), formats.full_day(monday)) for monday in freedom.weeks]
    return {"weeks": rows, "mondays": mondays, "demand_known": freedom.known}
