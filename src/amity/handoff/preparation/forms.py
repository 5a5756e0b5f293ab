"""The form that begins a hand-off."""

from collections.abc import Sequence
from typing import Any

from django import forms

from amity.handoff import wording
from amity.handoff.models import Handoff
from amity.ui.acts import ActForm


class StartForm(ActForm):
    """Which kind of hand-off."""

    columns_of = Handoff

    kind = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = wording.kind_labels()
        self.fields["kind"].choices = [(kind, labels[kind]) for kind in kinds]  # type: ignore[attr-defined]
