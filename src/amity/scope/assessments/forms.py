"""Forms that assess a request, and ask for another assessment."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.people import queries as people
from amity.scope import rules
from amity.scope.assessments.fields import AskingAgain, AssessmentFields, Hours
from amity.scope.assessments.similar import HoursGuess
from amity.scope.models import Request
from amity.scope.requests.wording import DECISIONS
from amity.ui.number_fields import HoursField
from amity.ui.value_forms import ValueForm

ROWS: Final = 3
"""Disciplines that the form takes."""


class AssessmentForm(ValueForm[AssessmentFields]):
    """Form for the hours by discipline, the line, the proposal and its reason."""

    value = AssessmentFields
    rows = "scope.Assessment"
    choices: ClassVar = {"proposal": DECISIONS}
    widgets: ClassVar = {"proposal": forms.RadioSelect()}
    body: ClassVar[str] = "scope/assessment_fields.html"
    guess: HoursGuess | None = None
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("line_id", lines, _("none"))
        crafts = [(one.pk, str(one)) for one in people.disciplines()]
        for number in range(ROWS):
            needed = number == 0
            self.fields[f"discipline_{number}"] = forms.TypedChoiceField(
                label=_("Discipline"), coerce=int, empty_value=None, required=needed
            )
            self.fields[f"hours_{number}"] = HoursField(label=_("Hours"), required=needed)
            self.offer(f"discipline_{number}", crafts, _("none"))

    def pairs(self) -> list[tuple[Any, Any]]:
        """Return the fields of each discipline with its hours."""
        return [(self[f"discipline_{number}"], self[f"hours_{number}"]) for number in range(ROWS)]

    def hours_given(self) -> Hours:
        """Return the entered seconds of each discipline."""
        found = ((self.cleaned_data.get(f"discipline_{n}"), self.cleaned_data.get(f"hours_{n}")) for n in range(ROWS))
        return tuple((discipline, seconds) for discipline, seconds in found if discipline and seconds)


class AskAgainForm(ValueForm[AskingAgain]):
    """Form for what is to be assessed again."""

    value = AskingAgain
    rows = "scope.Request"
    labels: ClassVar = {"question": _("Question")}
    version = forms.IntegerField(widget=forms.HiddenInput)


def assessment_form(
    request: Request, found: HoursGuess | None, lines: Iterable[tuple[Any, Any]], data: Any = None
) -> AssessmentForm:
    """Return the form that assesses a request. It begins with the usual hours of similar ones."""
    initial: dict[str, Any] = {
        "version": request.version, "line_id": request.line_id,
        "proposal": rules.INCLUDED if request.line_id else rules.EXTRA, **initial_hours(found.hours if found else {}),
    }  # fmt: skip
    form = AssessmentForm(data, lines=lines, initial=initial)
    form.guess = found
    return form


def initial_hours(hours: Mapping[int, int]) -> dict[str, int]:
    """Return the initial values of the first disciplines with their seconds, the most hours first."""
    ranked = sorted(hours.items(), key=lambda pair: -pair[1])[:ROWS]
    found: dict[str, int] = {}
    for number, (discipline_id, seconds) in enumerate(ranked):
        found |= {f"discipline_{number}": discipline_id, f"hours_{number}": seconds}
    return found
