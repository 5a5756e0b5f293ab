"""The form of the weights, age limits and break points."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.health import wording
from amity.health.models import HealthNumbers
from amity.health.rules import HUNDRED, INPUTS, Numbers, Points
from amity.health.weights.queries import MOST_DAYS, BandChange, from_row
from amity.ui.acts import ActForm

POINT: Final = re.compile(r"(-?\d{1,5})\s*[:=→]\s*(\d{1,3})")
MINUS: Final = "−"


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one input."""

    key: str
    label: str | Promise
    measure: str | Promise
    weight: BoundField
    age: BoundField
    points: BoundField


class NumbersForm(ActForm):
    """A weight, an age limit and break points for each input. `changes` is the preview, once it was asked for."""

    body: ClassVar[str] = "health/numbers_fields.html"
    is_wide: ClassVar[bool] = True
    changes: Sequence[BandChange] | None = None

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in INPUTS:
            for name, field in _fields(str(wording.INPUTS[key])).items():
                field.widget.attrs["aria-label"] = field.label
                self.fields[f"{name}_{key}"] = field

    def clean(self) -> dict[str, Any]:
        """Read the break points of each input."""
        cleaned: dict[str, Any] = super().clean() or {}
        for key in INPUTS:
            name = f"points_{key}"
            if name in cleaned and not isinstance(cleaned[name], tuple):
                points = parsed(cleaned[name])
                if points is None:
                    self.add_error(name, _("Enter pairs of measure and score, such as 0:0, 10:100."))
                else:
                    cleaned[name] = points
        return cleaned

    def rows(self) -> list[Row]:
        """Return the fields by input."""
        return [
            Row(
                key, wording.INPUTS[key], wording.MEASURES[key], self[f"weight_{key}"], self[f"age_{key}"],
                self[f"points_{key}"],
            )
            for key in INPUTS
        ]  # fmt: skip

    def numbers(self) -> Numbers:
        """Return the numbers entered."""
        given = self.cleaned_data
        return Numbers(
            {key: given[f"weight_{key}"] for key in INPUTS},
            {key: given[f"age_{key}"] for key in INPUTS},
            {key: given[f"points_{key}"] for key in INPUTS},
        )

    def current_values(self, thing: HealthNumbers) -> Mapping[str, Any]:
        """Return the numbers in force."""
        numbers = from_row(thing)
        values: dict[str, Any] = {"version": thing.version}
        for key in INPUTS:
            values[f"weight_{key}"], values[f"age_{key}"] = numbers.weights[key], numbers.ages[key]
            values[f"points_{key}"] = as_text(numbers.points[key])
        return values


def _fields(name: str) -> dict[str, forms.Field]:
    words = {"input": name}
    return {
        "weight": forms.IntegerField(label=_("Weight: %(input)s") % words, min_value=0, max_value=HUNDRED),
        "age": forms.IntegerField(label=_("Age limit in days: %(input)s") % words, max_value=MOST_DAYS),
        "points": forms.CharField(label=_("Break points: %(input)s") % words, max_length=200),
    }


def parsed(text: str) -> Points | None:
    """Return break points from a text such as "0:0, 10:100", or None if it holds anything else."""
    parts = [part.strip() for part in text.replace(MINUS, "-").split(",") if part.strip()]
    found = [POINT.fullmatch(part) for part in parts]
    if not parts or not all(found):
        return None
    return tuple((int(one[1]), int(one[2])) for one in found if one)


def as_text(points: Points) -> str:
    """Return break points as they are typed."""
    return ", ".join(f"{measure}:{score}" for measure, score in points)
