"""Form for how well an item is known."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import EvidenceColumns
from amity.briefs.choices import BriefChoices
from amity.briefs.form_fields import WHERE, text
from amity.briefs.items import rules as items
from amity.briefs.items.commands import Basis
from amity.facts.models import Fact
from amity.ui.acts import ActForm
from amity.ui.field_words import label_of
from amity.ui.number_fields import day_field

HOW_KNOWN = [
    (items.KNOWN, _("known: the client said so")),
    (items.ASSUMED, _("assumed: no one at the client has said so")),
]


class KnownForm(ActForm):
    """Form for how certain an item is, and its source at the client."""

    columns_of = Fact

    state = forms.ChoiceField(widget=forms.RadioSelect, initial=items.ASSUMED, choices=HOW_KNOWN)
    stated_by = forms.ChoiceField(required=False)
    stated_on = day_field(label=label_of(EvidenceColumns, "stated_on"), required=False)
    stated_in = text(label_of(EvidenceColumns, "stated_in"), 120, help_text=WHERE)
    version = forms.IntegerField(widget=forms.HiddenInput)

    only_filters = True

    def __init__(self, *args: Any, choices: BriefChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stated_by"].choices = [("", "–"), *((name, name) for _key, name in choices.contacts)]  # type: ignore[attr-defined]

    def current_values(self, thing: Fact) -> Mapping[str, Any]:
        """Return the values recorded about it before."""
        values = {
            name: getattr(thing, name) for name in ("stated_by", "stated_on", "stated_in") if getattr(thing, name)
        }
        return values | {"version": thing.version}

    def how_known(self) -> Basis:
        """Return the values as the command takes them."""
        return Basis(**{name: value for name, value in self.values().items() if name != "version"})
