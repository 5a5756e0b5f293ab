"""The form of the page: a line for each meeting, the date and owner of each promise, and the button pressed."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.candidates import colleagues_for
from amity.conversations.notes.fields import MOST_TEXT
from amity.conversations.suspected.commands import PromiseChoice
from amity.conversations.suspected.models import SuspectedRecord
from amity.meetings.models import Meeting
from amity.people import rules as roles
from amity.people.candidates import Candidates
from amity.shared.errors import Invalid, Refusal
from amity.shared.numbers import whole_number
from amity.ui.forms import NonceForm
from amity.ui.number_fields import day_field

LINE: Final = "line-"
DUE: Final = "due-"
OWNER: Final = "owner-"
_FIELD_OF: Final = {"due_on": DUE, "person_id": OWNER}
"""Where the form asks for a value of a promise."""


class DayForm(NonceForm):
    """All lines are sent with every button, so that none is lost. A line of a meeting that has a note is only shown."""

    def __init__(
        self, *args: Any, meetings: Sequence[Meeting], promises: Sequence[SuspectedRecord] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for meeting in meetings:
            self.fields[f"{LINE}{meeting.pk}"] = forms.CharField(
                label=_("One line on %(meeting)s") % {"meeting": meeting.title}, required=False, max_length=MOST_TEXT,
                widget=forms.TextInput(attrs={"maxlength": None, "autocomplete": "off"}),
            )  # fmt: skip
        self._ask_about(promises)

    def _ask_about(self, promises: Sequence[SuspectedRecord]) -> None:
        """Ask for the date and the owner of each promise, as the email suggests them.

        A promise that was found after the page was drawn isn't asked about in what is sent.
        """
        found = colleagues_for(None, roles.OWNER) if promises else Candidates(())
        for row in promises:
            due, owner = f"{DUE}{row.pk}", f"{OWNER}{row.pk}"
            if self.is_bound and owner not in self.data:
                continue
            self.fields[due] = day_field(required=False, label=lazy("Due date"), initial=row.due_on)
            self.fields[owner] = forms.TypedChoiceField(label=lazy("Promised by"), coerce=int, initial=row.sender_id)
            likely = (row.sender_id, row.asked_id)
            self.offer_people(owner, found.pairs, likely, in_row=True, others=found.others)

    def promise(self, suspected_id: int) -> PromiseChoice | None:
        """Return what was chosen for a promise, or None for a sentence that asks for nothing."""
        owner = self.cleaned_data.get(f"{OWNER}{suspected_id}")
        return None if owner is None else PromiseChoice(self.cleaned_data.get(f"{DUE}{suspected_id}"), owner)

    def show(self, fault: Refusal, suspected_id: int) -> None:
        """Show a refusal at the field of the promise that it is about, otherwise above the page."""
        name = fault.field.rsplit(".", 1)[-1] if isinstance(fault, Invalid) else ""
        place = f"{_FIELD_OF.get(name, '')}{suspected_id}"
        self.add_error(place if place in self.fields else None, fault.sentence)

    def has_other_choices(self, suspected_id: int) -> bool:
        """Return whether the date or the owner of another promise was changed and isn't used yet."""
        changed = {name for name in self.changed_data if name.startswith((DUE, OWNER))}
        return bool(changed - {f"{DUE}{suspected_id}", f"{OWNER}{suspected_id}"})

    @property
    def lines(self) -> Mapping[int, str]:
        """Return what was typed, by the meeting's id."""
        found = {name: value for name, value in self.cleaned_data.items() if name.startswith(LINE)}
        return {int(name.removeprefix(LINE)): value for name, value in found.items() if value.strip()}

    def renew(self) -> None:
        """Give the form a new nonce, so that it can be sent again after a part of it was done."""
        data = cast("QueryDict", self.data).copy()
        data["nonce"] = uuid.uuid4().hex
        self.data = data

    def left_over(self) -> list[str]:
        """Return what was typed for meetings that don't ask for a line any more."""
        names = [name for name in self.data if name.startswith(LINE) and name not in self.fields]
        ours = [name for name in names if whole_number(name.removeprefix(LINE)) is not None]
        return [text for name in ours if (text := str(self.data[name]).strip())]
