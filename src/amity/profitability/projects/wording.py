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
    names = {"used": used, "quoted": quoted, "left": formats.hours(seen.total.to_go_seconds)}
    return _outcome(seen.total.to_go_seconds, seen.total.difference_seconds) % {
        **names,
        "difference": formats.hours(abs(seen.total.difference_seconds)),
    }


def _outcome(left: int, difference: int) -> str:
    """Return the sentence in which used and remaining hours lead to the difference from what is quoted."""
    if not difference:
        same = _("%(used)s of %(quoted)s used, %(left)s still planned: as quoted.")
        return same if left else _("%(used)s of %(quoted)s used, none still planned: as quoted.")
    if difference > 0:
        more = _("%(used)s of %(quoted)s used, %(left)s still planned: %(difference)s more than quoted.")
        return more if left else _("%(used)s of %(quoted)s used, none still planned: %(difference)s more than quoted.")
    less = _("%(used)s of %(quoted)s used, %(left)s still planned: %(difference)s less than quoted.")
    return less if left else _("%(used)s of %(quoted)s used, none still planned: %(difference)s less than quoted.")
