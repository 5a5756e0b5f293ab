"""What acts on facts are called on the trail: they stand under the thing they are about."""

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field

words.acts(
    "facts",
    _("facts and questions"),
    {
        "fact.stated": _("%(who)s recorded a fact about %(what)s"),
        "fact.asked": _("%(who)s asked a question about %(what)s"),
        "fact.answered": _("%(who)s answered a question about %(what)s"),
        "fact.taken_over": _("%(who)s took on a question about %(what)s"),
        "fact.withdrawn": _("%(who)s withdrew a fact about %(what)s"),
    },
)
words.call(
    {
        "field": Field(_("field")),
        "said_by": Field(_("who said so")),
        "said_on": Field(_("said on")),
        "said_where": Field(_("where")),
        "owner_id": Field(_("assigned to"), "people.person"),
    }
)
