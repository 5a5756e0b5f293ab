"""Form for a deliverable's state."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.projects.models import DeliverableStep
from amity.ui.acts import ActForm


class DeliverableForm(ActForm):
    """The new state of a line's deliverable."""

    columns_of = DeliverableStep

    state = forms.ChoiceField(label=_("New status"), widget=forms.RadioSelect)
    evidence = forms.CharField(
        required=False, max_length=500,
        help_text=_("Required if it happened with the client."),
    )  # fmt: skip
    before = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, moves: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("state", moves)
