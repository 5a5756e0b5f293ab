"""The form of a record from words of a note."""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.evidence_fields import NO_ONE, who_field
from amity.accounts.preferences.queries import ATTITUDES, SCOPES
from amity.conversations.models import Action
from amity.conversations.notes import wording
from amity.conversations.notes.fields import PointFields
from amity.conversations.notes.marks import CLIENT, read_line
from amity.conversations.notes.proposals import People, reads_month_first
from amity.people.rules import TAKES_PART
from amity.shared.errors import Invalid, Refused
from amity.ui.acts import ActForm
from amity.ui.asked import Asked
from amity.ui.number_fields import day_field


class PointForm(ActForm):
    """Form for a record from words of a note, with the fields that what it becomes needs."""

    mark = forms.ChoiceField(label=lazy("Becomes"), widget=forms.RadioSelect, choices=list(wording.MARKS.items()))
    text = forms.CharField(label=lazy("Words"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    contact_id = who_field(lazy("Who at the client"))
    person_id = who_field(lazy("Who on our team"))
    due_on = day_field(required=False)
    attitude = forms.ChoiceField(label=lazy("Attitude"), required=False, choices=[("", "–"), *ATTITUDES.items()])
    scope = forms.ChoiceField(label=lazy("About"), choices=list(SCOPES.items()), required=False)
    body = "conversations/point_fields.html"
    columns_of = Action
    read_without_money_right = True

    def __init__(self, *args: Any, people: People, talk_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.talk_on = people, talk_on
        contacts = people.of(CLIENT)
        self.offer_people("contact_id", contacts, [pk for pk, _name in contacts], NO_ONE)
        self._offer_colleagues(Asked(cast("QueryDict", self.data)).whole("person_id") if self.is_bound else None)

    def _offer_colleagues(self, current: int | None) -> None:
        """Offer who can take part, and the colleague whom the words name."""
        offered = self.people.who_can(TAKES_PART, current)
        self.offer_people("person_id", offered, [pk for pk, _name in offered], NO_ONE)

    def clean(self) -> dict[str, Any]:
        """Read who and when from words that were selected, as from a marked line."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sent = cast("QueryDict", self.data)
        if Asked(sent).has("selected") and cleaned.get("mark") and cleaned.get("text"):
            read = self._read(cleaned["mark"], cleaned["text"])
            filled = sent.copy()
            for name, value in read.items():
                cleaned[name] = value
                filled[name] = str(value or "")
            self.data = filled
            self._offer_colleagues(read["person_id"])
        return cleaned

    def _read(self, mark: str, text: str) -> dict[str, Any]:
        reading = read_line(
            mark, text, self.people.names, self.people.author_id, self.talk_on, month_first=reads_month_first()
        )
        return {
            "contact_id": reading.contact_id, "person_id": reading.person_id, "due_on": reading.due.day,
            "attitude": reading.attitude,
        }  # fmt: skip

    def show(self, fault: Invalid | Refused) -> None:
        """Show a command's refusal at its field."""
        name = fault.field.rsplit(".", 1)[-1] if isinstance(fault, Invalid) else ""
        super().show(Invalid(fault.sentence, {"owner": "person_id"}.get(name, name)) if name else fault)

    def point(self) -> PointFields:
        """Return the typed values for the command."""
        given = {name: value for name, value in self.values().items() if value not in ("", None)}
        return PointFields(**given)
