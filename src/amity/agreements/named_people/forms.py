"""The form of a person an agreement names."""

from collections.abc import Mapping
from typing import Any

from django import forms

from amity.agreements import wording
from amity.agreements.models import Agreement, NamedPerson
from amity.agreements.named_people.commands import Named
from amity.ui.value_forms import ValueForm


class NamedForm(ValueForm[Named]):
    """A person on either side, and whether they are key."""

    value = Named
    rows = "agreements.NamedPerson"
    choices = {"side": wording.SIDES}
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, named: NamedPerson | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named = named

    def current_values(self, thing: Agreement) -> Mapping[str, Any]:
        """Return the named person as they are now, with the version of the agreement."""
        found = thing.named_people.filter(pk=self._named.pk).first() if self._named else None
        return {**(self.initial_values(found) if found else {}), "version": thing.version}
