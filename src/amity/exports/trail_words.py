"""Audit log labels for actions on exports."""

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.exports.models import Export

words.thing("exports.export", _("export"), words.InColumn(Export, "title", "exports:export"))
words.acts("exports", _("exports"), {"export.made": _("%(who)s exported the list %(what)s")})
