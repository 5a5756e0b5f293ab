"""Forms for a third-party right."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.files.forms import document_field
from amity.rights import wording
from amity.rights.commands import RightFields
from amity.rights.models import Right
from amity.ui.acts import ActForm
from amity.ui.figures import day_field


class RightForm(ActForm):
    """A right of someone else that our work uses."""

    columns_of = Right

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    title = forms.CharField(max_length=200)
    holder = forms.CharField(max_length=200)
    territory = forms.CharField(max_length=200)
    in_media = forms.CharField(label=_("Media"), max_length=200)
    starts_on = day_field(required=False)
    until = day_field(required=False, help_text=_("Leave blank for no expiry."))
    wanted = forms.BooleanField(
        required=False,
        help_text=_("Work that uses it can’t go to the client before then."),
    )  # fmt: skip
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    line_ids = forms.TypedMultipleChoiceField(
        label=_("Used on lines"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    file = document_field()
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, lines: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(wording.KINDS.items())  # type: ignore[attr-defined]
        self.fields["line_ids"].choices = list(lines)  # type: ignore[attr-defined]
        if not lines:
            del self.fields["line_ids"]

    def current_values(self, thing: Right) -> Mapping[str, Any]:
        """Initial values of a right."""
        values = {_typed(name): getattr(thing, name) for name in RightFields.__dataclass_fields__}
        bound = list(thing.uses.values_list("line_id", flat=True))
        return values | {"line_ids": bound, "version": thing.version}

    def value_given(self) -> RightFields:
        """The values as the command takes them."""
        return RightFields(**{name: self.cleaned_data[_typed(name)] for name in RightFields.__dataclass_fields__})


def _typed(name: str) -> str:
    """The name a part of a right has as a field: a form of Django's has a `media` of its own."""
    return "in_media" if name == "media" else name


class LetGoForm(ActForm):
    """The last day that work uses a right."""

    on = day_field(label=_("Last day of use"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def current_values(self, thing: Right) -> Mapping[str, Any]:
        """The version someone saw."""
        return {"version": thing.version}
