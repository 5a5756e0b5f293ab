"""Audit log labels for actions on facts, listed with the object that a fact is about."""

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.facts.models import Fact

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
words.call(words.of(Fact, "field", "stated_by", "stated_on", "stated_in", "owner_id"))
