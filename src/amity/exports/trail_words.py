"""Audit log labels for actions on exports."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Named
from amity.exports.models import Export


def exports_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return exports by the name of their list, with their pages."""
    found = Export.objects.filter(pk__in=ids).values_list("pk", "title")
    return {pk: Named(title, reverse("exports:export", args=[pk])) for pk, title in found}


words.thing("exports.export", _("export"), exports_named)
words.acts("exports", _("exports"), {"export.made": _("%(who)s exported the list %(what)s")})
