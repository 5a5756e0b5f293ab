"""Form for how well an item is known."""

from collections.abc import Mapping
from typing import Any

from django import forms

from amity.accounts.evidence_fields import NO_ONE, WHO, when_field
from amity.briefs.choices import BriefChoices
from amity.briefs.items.commands import Basis
from amity.facts.basis_fields import basis_field
from amity.facts.models import Fact
from amity.ui.acts import ActForm
from amity.ui.channels import how_field, offer_channels


class KnownForm(ActForm):
    """Form for how certain an item is, and its source at the client."""

    columns_of = Fact

    state = basis_field()
    stated_by = forms.ChoiceField(label=WHO, required=False)
    stated_in = how_field()
    stated_on = when_field()
    version = forms.IntegerField(widget=forms.HiddenInput)

    only_filters = True

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [name for _key, name in choices.contacts]
        self.offer_people("stated_by", ((name, name) for name in names), names, NO_ONE)
        offer_channels(self)

    def current_values(self, thing: Fact) -> Mapping[str, Any]:
        """Return the values recorded about it before."""
        values = {
            name: getattr(thing, name) for name in ("stated_by", "stated_on", "stated_in") if getattr(thing, name)
        }
        return values | {"version": thing.version}

    def how_known(self) -> Basis:
        """Return the values as the command takes them."""
        return Basis(**{name: value for name, value in self.values().items() if name != "version"})
