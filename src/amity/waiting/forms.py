"""The form of an act in its row: one button, and the value it asks for."""

from typing import Any, ClassVar, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from amity.shared.errors import Refusal
from amity.ui.channels import how_field, offer_channels
from amity.ui.forms import NonceForm
from amity.ui.number_fields import HoursField
from amity.waiting.kinds import Act, Item, Kind, Sent


class RowForm(NonceForm):
    """An act on one item. `back` is the page it was sent from."""

    version: ClassVar[forms.IntegerField] = forms.IntegerField(required=False, widget=forms.HiddenInput)
    back: ClassVar[forms.CharField] = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, act: Act, key: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{key}-%s", **kwargs)
        self.act, self.key, self.is_placed = act, key, False
        beside = {"form": key}  # the value stands in the text of the row, the form at its button
        if act.asks == "hours":
            widget = forms.TextInput(attrs={"class": "w-5 num", **beside})
            self.fields["value"] = HoursField(label=str(act.question), widget=widget)
        elif act.asks == "sentence":
            area = forms.Textarea(attrs={"rows": 1, **beside})
            self.fields["value"] = forms.CharField(label=str(act.question), max_length=2000, widget=area)

        elif act.asks == "channel":
            self.fields["value"] = how_field(act.question, required=True)
            self.fields["value"].widget.attrs = beside
            offer_channels(self, "value")

    def refuse(self, fault: Refusal) -> None:
        """Keep the reason why the act was refused, at the value it asks for."""
        self.add_error("value" if "value" in self.fields else None, fault.sentence or _("This is no longer open."))

    def again(self, fresh: "RowForm") -> "RowForm":
        """Return this form to be sent again, with the version that its item has now."""
        data = cast("QueryDict", self.data).copy()
        data["version"] = str(fresh.initial["version"])
        self.data, self.is_placed = data, True
        return self

    def unplaced(self) -> list[str]:
        """Return what the page can't show at the row: the reason, and what was typed where the item is gone."""
        faults = [str(sentence) for sentences in self.errors.values() for sentence in sentences]
        if self.is_placed:
            return [] if "value" in self.fields else faults
        typed = str(self["value"].value() or "").strip() if "value" in self.fields else ""
        return [*faults, *([_("You typed: %(text)s") % {"text": typed}] if typed else [])]

    @property
    def act_key(self) -> str:
        """The key of the act, as its address names it."""
        return self.key.rpartition("-")[2]

    @property
    def value_field(self) -> BoundField:
        """The field of the value that the act asks for."""
        return self["value"]

    @property
    def sent(self) -> Sent:
        """The values for the act."""
        value = self.cleaned_data.get("value")
        seconds = value if isinstance(value, int) else 0
        return Sent(self.cleaned_data.get("version") or 0, value if isinstance(value, str) else "", seconds)


def forms_of(kind: Kind, item: Item, back: str) -> list[RowForm]:
    """Return an empty form for each act that can be done to an item."""
    initial = {"version": item.version, "back": back}
    return [RowForm(act=kind.acts[act], key=f"{kind.key}-{item.id}-{act}", initial=dict(initial)) for act in item.acts]
