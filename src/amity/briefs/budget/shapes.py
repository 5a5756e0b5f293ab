"""REST shapes for fitting lines to a budget."""

from amity.api.shapes import Amount, Answered, Body, Id, Shape
from amity.briefs.shape_types import Minor


class FitAsked(Shape):
    """Query parameter: the client's budget."""

    amount: Minor


class BudgetToApply(Body):
    """Request body: the budget that the lines have to fit."""

    amount: Minor


class FittedShape(Answered):
    """Planned seconds of one discipline on a line that fit the budget."""

    brief_line_id: Id
    discipline_id: Id
    seconds: int


class FitShape(Answered):
    """The hours that fit a budget, and the amount left.

    It is below 0 if fixed-price lines cost more than the budget.
    """

    amount: Amount
    left: Amount
    lines: list[FittedShape]
    margin: int | None = None
