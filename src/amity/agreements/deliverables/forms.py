"""The form for one deliverable."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements.deliverables.commands import DeliverableFields
from amity.agreements.form_fields import Pairs, RowForm


class DeliverableForm(RowForm[DeliverableFields]):
    """Form for a deliverable, with its acceptance criteria."""

    value = DeliverableFields
    rows = "agreements.Deliverable"
    widgets = dict.fromkeys(("standard", "level", "method"), forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, lines: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("line_id", lines, _("none"))
