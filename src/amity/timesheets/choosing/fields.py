"""The form field for work: a search while typing, or plain text with suggestions without JavaScript."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.people.models import Person
from amity.timesheets.choosing import search
from amity.timesheets.choosing.keys import read_key

KEY = "_key"
"""The suffix of the hidden field next to the typed text: `work` and `work_key`."""


class Named(str):
    """The label of some work, with its key, which is "" if the label was only typed."""

    key = ""

    @classmethod
    def of(cls, choice: search.Choice | None, text: str = "") -> "Named":
        """Return the label of a choice, or the typed text without a key."""
        named = cls(choice.label if choice else text)
        named.key = str(choice.key) if choice else ""
        return named


class WorkPicker(forms.Widget):
    """A text input with a list under it. The chosen key is in a hidden field. Without JavaScript, only the text is
    sent.
    """

    template_name = "timesheets/choosing/picker.html"
    input_type = "text"

    def __init__(self, attrs: dict[str, Any] | None = None, *, projects_only: bool = False) -> None:
        super().__init__({"autocomplete": "off", "maxlength": search.LONGEST_SEARCH * 4} | (attrs or {}))
        self.projects_only = projects_only
        self.suggested: list[search.Choice] = []
        self.address: Any = reverse_lazy("timesheets:choose")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, str]:
        """Return the typed text, and the key that was chosen from the list, if any."""
        text, key = data.get(name) or "", data.get(f"{name}{KEY}") or ""
        return str(text), str(key or (text if read_key(text) else ""))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether neither of the two was sent."""
        return name not in data and f"{name}{KEY}" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the template's context: text, key, suggestions without JavaScript, and the URL to search."""
        text, key = str(value or ""), getattr(value, "key", "")
        context = super().get_context(name, text, attrs)
        more = {"text": text, "key": key, "key_name": f"{name}{KEY}", "suggested": self.suggested}
        context["widget"] |= more | {"address": self.address, "projects_only": self.projects_only}
        return context


class WorkField(forms.Field):
    """A field cleaned to a `search.Choice`, or None if blank and not required.

    A form must set the person: `form.fields["work"].ask_as(person)`.
    """

    widget = WorkPicker
    default_error_messages: ClassVar = {"required": lazy("Enter what you worked on.")}

    def __init__(self, *, projects_only: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", WorkPicker(projects_only=projects_only))
        super().__init__(**kwargs)
        self.projects_only = projects_only
        self.person: Person | None = None

    def ask_as(self, person: Person) -> None:
        """Offer what this person can log time to, and label the current choice."""
        self.person = person
        self.widget.suggested = search.find(person, "", today=timezone.localdate(), projects_only=self.projects_only)

    def prepare_value(self, value: Any) -> Named:
        """Return the label of a key or a choice, with the key. Typed text is unchanged."""
        if isinstance(value, Named):
            return value
        if isinstance(value, search.Choice):
            return Named.of(value)
        text, key = value if isinstance(value, tuple) else ("", str(value or ""))
        chosen = search.named(self._asking, key) if key else None
        return Named.of(chosen, text or key)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether other work is named."""
        before, after = self.prepare_value(initial), self.prepare_value(data)
        return (before, before.key) != (after, after.key)

    def clean(self, value: Any) -> Any:
        """Return the chosen work. Typed words are accepted if exactly one choice matches."""
        text, key = value or ("", "")
        if not text.strip() and not key:
            return super().clean(None)
        chosen = search.named(self._asking, key) if key else self._read(text)
        if chosen is None:
            raise ValidationError(_("Choose what you worked on from the list."))
        return chosen

    @property
    def _asking(self) -> Person:
        assert self.person is not None  # noqa: S101 - a form that forgot ask_as() is a bug
        return self.person

    def _read(self, text: str) -> search.Choice | None:
        found = search.find(self._asking, text, today=timezone.localdate(), projects_only=self.projects_only)
        exact = [one for one in found if one.label.casefold() == text.strip().casefold()]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if found:
            self.widget.suggested = found
            names = ", ".join(_("“%(text)s”") % {"text": one.label} for one in found[:4])
            raise ValidationError(_("Several match: %(names)s. Type more to narrow it down.") % {"names": names})
        raise ValidationError(_("No project, account or line matches that you can log time to."))
