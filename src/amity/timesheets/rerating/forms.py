"""The range of a re-rating."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.people import queries as people
from amity.timesheets.forms import DayField
from amity.timesheets.rerating.queries import Range


def whose_time() -> list[tuple[str, str]]:
    """Return the choices to limit a re-rating: everyone, a discipline, or one person."""
    disciplines = [(f"d{discipline.pk}", discipline.name) for discipline in people.disciplines()]
    persons = [(f"p{key}", name) for key, name in people.people().values_list("pk", "name")]
    return [("", _("everyone")), *disciplines, *persons]


class RerateForm(forms.Form):
    """Form for a re-rating: dates, people, and whether only time without a cost."""

    first = DayField(label=gettext_lazy("From"))
    last = DayField(label=gettext_lazy("To"))
    whose = forms.ChoiceField(label=gettext_lazy("Person"), required=False, choices=whose_time)
    unpriced_only = forms.BooleanField(label=gettext_lazy("Only time without a cost"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """Check that the first day is not after the last."""
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and first > last:
            self.add_error("last", _("The last day must be on or after the first."))
        return values

    def span(self) -> Range:
        """Return the chosen range."""
        values, whose = self.cleaned_data, self.cleaned_data["whose"]
        number = int(whose[1:]) if whose else 0
        return Range(
            values["first"],
            values["last"],
            values["unpriced_only"],
            people=(number,) if whose.startswith("p") else (),
            discipline_id=number if whose.startswith("d") else None,
        )
