"""Audit log labels for actions on imports."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field, Named
from amity.imports.models import Batch, Recipe


def recipes_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return saved mappings' names, with their list."""
    found = Recipe.objects.filter(pk__in=ids).values_list("pk", "name")
    return {pk: Named(name, reverse("imports:recipes")) for pk, name in found}


words.thing("imports.recipe", _("saved mapping"), recipes_named)
words.thing("imports.batch", _("file"), words.InColumn(Batch, "file_name", "imports:batch"))
words.acts(
    "imports",
    _("imports"),
    {
        "import.begun": _("%(who)s began to import %(what)s"),
        "import.resumed": _("%(who)s resumed the import of %(what)s"),
        "import.applied": _("%(who)s imported part of %(what)s"),
        "import.items_made": _("%(who)s created records named in %(what)s"),
        "import.names_decided": _("%(who)s matched the names in %(what)s"),
        "import.duplicates_decided": _("%(who)s chose what happens to duplicate time in %(what)s"),
        "import.time_put_on_lines": _("%(who)s assigned the time of %(what)s to lines"),
        "import.undo_begun": _("%(who)s began to undo the import of %(what)s"),
        "import.undone": _("%(who)s undid a part of the import of %(what)s"),
        "recipe.kept": _("%(who)s saved the mapping %(what)s"),
        "recipe.renamed": _("%(who)s renamed the mapping %(what)s"),
        "recipe.deleted": _("%(who)s deleted the mapping %(what)s"),
    },
)
words.call(
    words.of(Batch, "file", "tool")
    | words.of(Recipe, "columns")
    | {
        "names": Field(_("names")),
        "first": Field(_("first row")),
        "last": Field(_("last row")),
        "created": Field(_("new")),
        "updated": Field(_("changed")),
        "items": Field(_("work items")),
        "deleted": Field(_("deleted")),
        "restored": Field(_("restored")),
        "removed": Field(_("removed")),
        "kept": Field(_("left out")),
    }
)
