"""The form of a decision."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.scope.decisions.fields import DecisionFields
from amity.scope.requests.wording import DECISIONS
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm


class DecisionForm(ValueForm[DecisionFields]):
    """Form for the decision, with the few values that its kind needs."""

    value = DecisionFields
    rows = ("scope.Request", "agreements.LineChange")
    choices: ClassVar = {"decision": DECISIONS}
    labels: ClassVar = {
        "decision": _("Your decision"), "because": _("Reason"), "line_id": _("Line"),
        "title": _("What the client orders"),
    }  # fmt: skip
    hints: ClassVar = {"title": _("The title of the change order and of its new line.")}
    widgets: ClassVar = {"decision": forms.RadioSelect(), "acceptance": forms.Textarea(attrs={"rows": 2})}
    ends_on = day_field(label=_("New end"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, lines: Iterable[tuple[Any, Any]], agreements: Iterable[tuple[Any, Any]], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.offer("line_id", lines, _("none yet"))
        self.offer("agreement_id", agreements, _("none"))
