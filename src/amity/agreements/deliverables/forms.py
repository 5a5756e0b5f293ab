"""The form for one deliverable."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements.deliverables.commands import HandedOver
from amity.agreements.form_fields import Pairs, number_or_none, words_field
from amity.agreements.models import Agreement, Deliverable
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class DeliverableForm(ActForm):
    """Something handed over, and how it is judged."""

    columns_of = Deliverable

    title = forms.CharField(max_length=300)
    due_on = day_field(required=False)
    due = forms.CharField(
        label=_("or, in words"), max_length=200, required=False, help_text=_("For example, a day after each sprint.")
    )
    line_id = forms.TypedChoiceField(required=False, coerce=number_or_none, empty_value=None)
    content = words_field(rows=3)
    standard = words_field(rows=2)
    level = words_field(rows=2)
    method = words_field(rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: Pairs, deliverable: Deliverable | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deliverable = deliverable
        self.fields["line_id"].choices = [("", _("none")), *lines]  # type: ignore[attr-defined]

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the deliverable's current values, with the version of its agreement."""
        found = thing.deliverables.filter(pk=self._deliverable.pk).first() if self._deliverable else None
        said = {name: getattr(found, name) for name in HandedOver.__dataclass_fields__} if found else {}
        return said | {"version": thing.version}

    def deliverable(self) -> HandedOver:
        """The values as the command takes them."""
        return HandedOver(**{name: self.cleaned_data[name] for name in HandedOver.__dataclass_fields__})
