"""The values of a small job: the request, its price, and the hand-off that goes with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.briefs.conversion.rules import BUDGET, LINES
from amity.briefs.fields import MOST, Words
from amity.shared.values import Minor, OneOf, Text

PRICES: Final = (LINES, BUDGET)


@dataclass(frozen=True, slots=True)
class SmallJobFields:
    """A client's request for a small job, with who asked, when and how, and its hours in seconds by discipline.

    `budget` is in minor units of the account's currency. `price` chooses between the hours at the rate card and the
    budget, where both are sent and differ. `is_done_confirmed`: the contact confirmed `done_when`.

    With `hands_over`, the hand-off to the project manager is written and offered at once. `promise` is what you
    promised the contact, or “nothing”; `must_not` is needed only where no preference or strategy says it.
    """

    client_words: Annotated[str, Text(5000, lines=True, needed=lazy("Enter what they want."))]
    title: Annotated[str, Text(200)] = ""
    stated_by_id: int | None = None
    stated_on: date | None = None
    stated_in: Annotated[str, Text(120)] = ""
    done_when: Words = ""
    is_done_confirmed: bool = False
    hours: tuple[tuple[int, int], ...] = ()
    wanted_on: date | None = None
    approver_id: int | None = None
    budget: Annotated[int | None, Minor(MOST)] = None
    price: Annotated[str, OneOf(PRICES, needed=False)] = ""
    retainer_id: int | None = None
    manager_id: int | None = None
    hands_over: bool = False
    must_not: Annotated[str, Text(4000, lines=True)] = ""
    promise: Annotated[str, Text(500, lines=True)] = ""
    promise_due_on: date | None = None


def faults(job: SmallJobFields, today: date, *, one_hat: bool) -> Iterator[tuple[str, str]]:
    """Yield every field that is missing or wrong, with its sentence.

    `one_hat`: the account manager runs the job, so nothing is handed off.
    """
    needed = {
        "stated_by_id": _("Choose who asked for it."),
        "done_when": _("Enter what “done” means."),
        "wanted_on": _("Enter the due date."),
        "manager_id": _("Choose a project manager."),
    }
    for name, sentence in needed.items():
        if not getattr(job, name):
            yield name, sentence
    if job.stated_on is not None and job.stated_on > today:
        yield "stated_on", _("The date can’t be in the future.")
    if job.wanted_on is not None and job.wanted_on <= today:
        yield "wanted_on", _("Enter a date after today.")
    if not job.hours and job.budget is None:
        yield "hours", _("Enter hours or a budget.")
    if job.hands_over and not one_hat and not job.promise:
        yield "promise", _("Enter what you promised, or “nothing”.")
    if job.promise_due_on is not None and job.promise_due_on < today:
        yield "promise_due_on", _("The date can’t be in the past.")
