"""Forms for points of an agenda: one added by hand, and who takes one by when."""

from collections.abc import Iterable
from typing import Any, ClassVar

from amity.huddles.rules import PointFields, TakenFields
from amity.ui.value_forms import ValueForm


class PointForm(ValueForm[PointFields]):
    """Form for a point that someone adds by hand."""

    value = PointFields
    rows = "huddles.Point"


class TakenForm(ValueForm[TakenFields]):
    """Form for who takes a point, by when, and what exactly."""

    value = TakenFields
    rows = "huddles.FollowUp"
    hints: ClassVar = {}

    def __init__(self, *args: Any, two: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("owner_id", two)
