"""The form for one section."""

from django.utils.translation import gettext_lazy as _

from amity.agreements import wording
from amity.agreements.form_fields import RowForm, words_field
from amity.agreements.sections.commands import Section


class SectionForm(RowForm[Section]):
    """Form for a section of the document."""

    value = Section
    rows = "agreements.Clause"
    choices = {"kind": wording.CLAUSES}
    hints = {"heading": _("Leave blank to use the topic.")}
    left_out = ("depth",)
    field_order = ("kind", "heading", "text")

    text = words_field(rows=12, strip=False)  # a table can start with an indent
