"""The form of all limits and targets. It changes what was typed, so that two people can change different limits."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from amity.agency.commands import LimitChange
from amity.agency.limit_words import shown, stored
from amity.agency.queries import LimitRow
from amity.shared.numbers import whole_number
from amity.ui import formats
from amity.ui.number_fields import typed_from_zero

READ: Final = "read-"
"""Prefix of the hidden fields that hold each value as the page showed it."""
MOST: Final = 10**15
"""Above any limit that makes sense, and below what a column holds."""


class LimitsForm(forms.Form):
    """A field for each limit, in the unit it is shown in. A blank field means the default."""

    def __init__(self, *args: Any, rows: Sequence[LimitRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {one.name: one for one in rows}
        for row in rows:
            attrs = {"class": "ctl-s", "inputmode": "decimal", "aria-label": row.label}
            attrs["placeholder"] = formats.number(row.shown_default)
            self.fields[row.name] = forms.CharField(
                label=row.label, required=False, max_length=20, widget=forms.TextInput(attrs),
                initial=formats.number(row.shown) if row.is_own else "",
            )  # fmt: skip
            self.fields[f"{READ}{row.name}"] = forms.CharField(
                required=False, max_length=20, widget=forms.HiddenInput, initial=row.value
            )

    def clean(self) -> dict[str, Any]:
        """Parse the numbers in the person's number format, each refused at its own field."""
        given: dict[str, Any] = super().clean() or {}
        self._changes = {}
        for row in self.rows.values():
            try:
                change = self._change(row, given)
            except forms.ValidationError as fault:
                self.add_error(row.name, fault)
                continue
            if change is not None:
                self._changes[row.name] = change
        return given

    def focus_fault(self) -> None:
        """Let the page open at the first field with an error, as it is longer than the screen."""
        faulty = next((name for name in self.fields if name in self.errors), "")
        if faulty:
            self.fields[faulty].widget.attrs["autofocus"] = True

    def changes(self) -> Mapping[str, LimitChange]:
        """Return the limits whose value was changed on the page."""
        return self._changes

    def show_stale(self, current: Mapping[str, int]) -> None:
        """Show what others set since at its field. What was typed stays, and a second submission saves it."""
        data = cast("QueryDict", self.data).copy()
        for name, value in current.items():
            row = self.rows[name]
            number = formats.number(shown(value, row.unit))
            sentence = _("Someone else set this to %(number)s %(unit)s. Save again to replace it.")
            self.add_error(name, sentence % {"number": number, "unit": row.unit_word})
            data[f"{READ}{name}"] = str(value)
        self.data = data

    def _change(self, row: LimitRow, given: Mapping[str, Any]) -> LimitChange | None:
        """Return what was changed in a row, or nothing if it has what the page showed."""
        text, before = given.get(row.name), whole_number(given.get(f"{READ}{row.name}") or "")
        if text is None or before is None:
            return None
        if not text:
            return None if before == row.default else LimitChange(before, None)
        if text == formats.number(shown(before, row.unit)):
            return None  # what is shown can be rounded
        after = stored(typed_from_zero(text), row.unit)
        if after > MOST:
            raise forms.ValidationError(_("Enter a smaller number."))
        return None if after == before else LimitChange(before, after)
