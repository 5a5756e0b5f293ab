"""A project's use of its quoted time in a sentence."""

from django.utils.translation import gettext as _

from amity.profitability.projects.queries import ProjectMoney
from amity.ui import formats


def summary(seen: ProjectMoney) -> str:
    """Return a sentence on a project's use of its quoted time."""
    if seen.total is None or not seen.total.quoted_seconds:
        return _("%(hours)s logged; no time is quoted.") % {"hours": formats.hours(seen.figures.seconds)}
    used, quoted = formats.hours(seen.total.used_seconds), formats.hours(seen.total.quoted_seconds)
    if seen.total.to_go_seconds is None:
        return _("%(used)s of %(quoted)s used; the time to go is unknown.") % {"used": used, "quoted": quoted}
    return _("%(used)s of %(quoted)s used, %(left)s of the plan remaining.") % {
        "used": used,
        "quoted": quoted,
        "left": formats.hours(seen.total.to_go_seconds),
    }
