"""A form that merges two people's changes, and shows both where they changed the same field."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from amity.briefs.merges.rules import merged
from amity.shared.errors import Stale
from amity.ui.acts import ActForm


class MergingForm(ActForm):
    """A form that carries the values shown when it was opened, so that only changed fields are saved."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    days: tuple[str, ...] = ()
    """The names of the date fields."""

    def fields_of(self, thing: Any) -> Mapping[str, Any]:
        """Return an object's values by field name."""
        raise NotImplementedError

    def typed_fields(self) -> Mapping[str, Any]:
        """Return the typed values, in the same form."""
        raise NotImplementedError

    def carried(self, thing: Any) -> dict[str, Any]:
        """Return the two hidden fields for an object's current values."""
        seen = json.dumps(dict(self.fields_of(thing)), default=date.isoformat)
        return {"version": thing.version, "seen": seen}

    def seen_fields(self) -> dict[str, Any] | None:
        """Return the values shown when the person started, or None if the page didn't send them."""
        try:
            seen = dict(json.loads(self.data.get("seen", "")))
            return seen | {name: date.fromisoformat(seen[name]) for name in self.days if seen.get(name)}
        except (ValueError, TypeError):
            return None

    def show_both(self, fault: Stale) -> None:
        """Show both versions of fields two people changed. The shown values stay, so that only those are decided."""
        seen = self.data.get("seen", "")
        super().show_both(fault)
        before = self.seen_fields()
        if before is not None:
            both = merged(before, self.typed_fields(), self.fields_of(fault.current))
            names = {str(self[name].label) for name in both.conflicts if name in self.fields}
            self.differences = [one for one in self.differences if one.label in names]
        cast("QueryDict", self.data)["seen"] = seen
