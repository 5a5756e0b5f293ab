"""The form of the page: a line for each meeting, and the button that was pressed."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from amity.conversations.notes.fields import MOST_TEXT
from amity.meetings.models import Meeting
from amity.shared.numbers import whole_number
from amity.ui.forms import NonceForm

LINE: Final = "line-"


class DayForm(NonceForm):
    """All lines are sent with every button, so that none is lost. A line of a meeting that has a note is only shown."""

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for meeting in meetings:
            self.fields[f"{LINE}{meeting.pk}"] = forms.CharField(
                label=_("One line on %(meeting)s") % {"meeting": meeting.title}, required=False, max_length=MOST_TEXT,
                widget=forms.TextInput(attrs={"maxlength": None, "autocomplete": "off"}),
            )  # fmt: skip

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
