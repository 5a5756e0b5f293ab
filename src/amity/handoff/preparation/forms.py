"""The form that starts a hand-off."""

from collections.abc import Sequence
from typing import Any

from django import forms

from amity.handoff import wording
from amity.handoff.models import Handoff
from amity.ui.acts import ActForm


class StartForm(ActForm):
    """Form for the kind of hand-off, without a field where the kind is known."""

    columns_of = Handoff

    kind = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: Sequence[str], known: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, initial={"kind": kinds[0]})
        if known:
            del self.fields["kind"]
            return
        labels = wording.kind_labels()
        self.offer("kind", ((kind, labels[kind]) for kind in kinds))
