"""Forms that answer an offer."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import colleagues_for
from amity.handoff.answers.commands import ConditionFields
from amity.handoff.models import Condition, Handoff
from amity.people.rules import OWNER
from amity.shared.errors import Stale
from amity.shared.values import LARGEST
from amity.ui.acts import ActForm
from amity.ui.number_fields import day_field


class SmallAnswerForm(forms.Form):
    """Form for the answer to a small hand-off: the sentence or the question, and the version that was read."""

    number = forms.IntegerField(required=False, min_value=0, max_value=LARGEST)
    words = forms.CharField(required=False, max_length=2000)

    def clean_number(self) -> int:
        """Return the version, or 0 for none."""
        return self.cleaned_data["number"] or 0


class AnswerForm(ActForm):
    """Form for an answer to the version read.

    If a new version was offered since, the text stays and has to be sent again.
    """

    read_without_money_right = True
    number = forms.IntegerField(widget=forms.HiddenInput)

    def show_both(self, fault: Stale) -> None:
        """Keep the typed text. A second submission answers the newly offered version."""
        self.stale_sentence, self.differences = fault.sentence, []
        data = cast("QueryDict", self.data).copy()
        data["number"] = str(cast("Handoff", fault.current).number)
        self.data = data


class QuestionsForm(AnswerForm):
    """Form for the taker's questions."""

    question = forms.CharField(
        label=_("Questions"), widget=forms.Textarea({"rows": 5}), max_length=4000,
        help_text=_("One per line. Each question goes to the person handing over, due by the next working day."),
    )  # fmt: skip

    def questions(self) -> list[str]:
        """Return the questions, one per line."""
        return [line.strip() for line in self.cleaned_data["question"].splitlines() if line.strip()]


class ConditionForm(AnswerForm):
    """Form for the conditions of an acceptance: one, and a second behind *Add another condition*."""

    columns_of = Condition
    folded = ("text_2", "owner_id_2", "due_on_2")
    folded_label = _("Add another condition")

    text = forms.CharField(max_length=500)
    owner_id = forms.TypedChoiceField(coerce=int)
    due_on = day_field()
    text_2 = forms.CharField(label=_("Second condition"), max_length=500, required=False)
    owner_id_2 = forms.TypedChoiceField(
        label=_("Second condition: owner"), coerce=int, required=False, empty_value=None
    )
    due_on_2 = day_field(label=_("Second condition: due date"), required=False)

    def __init__(self, *args: Any, handoff: Handoff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = colleagues_for(handoff.account, OWNER, likely=(handoff.giver_id, handoff.taker_id))
        self.offer_people("owner_id", found.pairs, found.likely)
        self.offer_people("owner_id_2", found.pairs, found.likely, _("no one"))

    def clean(self) -> dict[str, Any]:
        """Require an owner and a due date for every condition with a text."""
        typed = super().clean() or {}
        if typed.get("text_2") and not (typed.get("owner_id_2") and typed.get("due_on_2")):
            self.add_error("text_2", _("Choose an owner and a due date."))
        return typed

    def conditions(self) -> list[ConditionFields]:
        """Return the conditions as the command takes them."""
        typed = self.cleaned_data
        found = [ConditionFields(typed["text"], typed["owner_id"], typed["due_on"])]
        if typed["text_2"]:
            found.append(ConditionFields(typed["text_2"], typed["owner_id_2"], typed["due_on_2"]))
        return found
