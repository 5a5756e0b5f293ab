"""Form for the name of a saved mapping."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from amity.imports.recipes.commands import LONGEST


class RecipeNameForm(forms.Form):
    """Form for the name of a saved mapping, with its error next to the field."""

    name = forms.CharField(
        label=lazy("Name of the mapping"), max_length=LONGEST, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, data: Any = None, *, place: str = "recipe", **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{place}-%s", **kwargs)
