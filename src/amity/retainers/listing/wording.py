"""Title of the list of retainers."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.retainers.listing.queries import RetainerList


def list_title(found: RetainerList) -> str:
    """Return the title of the list of retainers."""
    trouble = sum(1 for one in found.rows if one.state in ("over", "ahead"))
    if not found.rows:
        return _("Retainers")
    if not trouble:
        return _("Every retainer is on track")
    sentence = ngettext(
        "%(n)s of %(all)s retainers is over, or on course to be",
        "%(n)s of %(all)s retainers are over, or on course to be",
        trouble,
    )
    return sentence % {"n": trouble, "all": len(found.rows)}
