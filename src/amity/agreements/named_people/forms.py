"""What is typed about somebody an agreement names."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements import wording
from amity.agreements.form_fields import words_field
from amity.agreements.models import Agreement, NamedPerson
from amity.agreements.named_people.commands import Named
from amity.agreements.rules import people
from amity.ui.acts import ActForm


class NamedForm(ActForm):
    """Somebody on either side, and whether they are key."""

    side = forms.ChoiceField(
        label=_("Side"), choices=list(wording.SIDES.items()), widget=forms.RadioSelect, initial=people.AGENCY
    )
    role = forms.CharField(label=_("Role"), max_length=120, help_text=_("For example, project manager."))
    name = forms.CharField(label=_("Name"), max_length=200)
    reach = forms.CharField(label=_("Email or phone"), max_length=200, required=False)
    is_key = forms.BooleanField(
        label=_("Key person: can only be replaced with the other side’s consent"), required=False
    )  # fmt: skip
    rule = words_field(_("Replacement rule"), 3, most=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, named: NamedPerson | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named = named

    def as_it_stands(self, thing: Agreement) -> Mapping[str, Any]:
        """Whoever is named as they stand now, with the version of the agreement."""
        found = thing.named_people.filter(pk=self._named.pk).first() if self._named else None
        said = {name: getattr(found, name) for name in Named.__dataclass_fields__} if found else {}
        return said | {"version": thing.version}

    def named(self) -> Named:
        """The values as the command takes them."""
        return Named(**{name: self.cleaned_data[name] for name in Named.__dataclass_fields__})
