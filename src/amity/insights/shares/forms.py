"""Form for sharing a story: what it means for them, and who gets it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from amity.insights.shares.calls import SoonCall
from amity.insights.shares.commands import ShareFields
from amity.insights.shares.models import Share
from amity.insights.shares.queries import Reader
from amity.ui.acts import ActForm


class ShareForm(ActForm):
    """What a story means for the client, and the contacts who get it."""

    columns_of = Share

    so_what = forms.CharField(
        max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=Share._meta.get_field("so_what").help_text,
    )  # fmt: skip
    contact_ids = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple)
    meeting_id = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=forms.HiddenInput)

    def __init__(self, *args: Any, readers: Sequence[Reader], calls: Sequence[SoonCall] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calls = calls
        self.offer("meeting_id", [(one.meeting.pk, one.when) for one in calls])
        if self.is_bound and self["meeting_id"].value():
            self.fields["so_what"].required = self.fields["contact_ids"].required = False
        self.offer("contact_ids", [(one.contact.pk, one.contact.name) for one in readers])

    def fields_given(self) -> ShareFields:
        """Return what was entered."""
        return ShareFields(
            so_what=self.cleaned_data["so_what"], contact_ids=tuple(self.cleaned_data["contact_ids"])
        )  # fmt: skip
