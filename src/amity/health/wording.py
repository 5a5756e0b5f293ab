"""The words of health: inputs, bands and caps."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.health import rules

INPUTS: Final[Mapping[str, Promise]] = {
    rules.EXPECTATIONS: lazy("Expectations and conflicts"),
    rules.MARGIN: lazy("Delivery margin"),
    rules.CONTACTS: lazy("Key contacts"),
    rules.FEEDBACK: lazy("Client feedback"),
    rules.SERVICE: lazy("Over-servicing"),
    rules.PAYMENT: lazy("Payment"),
    rules.APPROVAL: lazy("Client approval time"),
    rules.GOALS: lazy("Goals"),
}
MEASURES: Final[Mapping[str, Promise]] = {
    rules.EXPECTATIONS: lazy(
        "Strain: 4 for a severe conflict or a miss, 3 for an expectation at risk, 2 for another conflict"
    ),
    rules.MARGIN: lazy("Margin as a percentage of its target"),
    rules.CONTACTS: lazy("Days since the last conversation, as a percentage of the contact’s cadence"),
    rules.FEEDBACK: lazy("Feedback from 0 to 10"),
    rules.SERVICE: lazy("Percent worked above the included time, below 0 for less"),
    rules.PAYMENT: lazy("Days late on average"),
    rules.APPROVAL: lazy("Working days until the client answers"),
    rules.GOALS: lazy("Percent of the goals on track"),
}
"""What the first number of a break point measures."""
BANDS: Final[Mapping[str, Promise]] = {
    rules.WELL: lazy("Well"),
    rules.WATCH: lazy("To watch"),
    rules.UNWELL: lazy("Unwell"),
    rules.UNKNOWN: lazy("Not enough to say"),
}
CAPS: Final[Mapping[str, Promise]] = {
    rules.NO_PLAN: lazy("Severe conflict without a plan"),
    rules.PLANNED: lazy("Severe conflict with a plan and a date"),
    rules.SPONSOR_LEFT: lazy("Sponsor left, not replaced"),
    rules.OVERDUE: lazy("Invoice 60 days overdue"),
    rules.MISSED: lazy("Missed expectation, not agreed again within five working days"),
}
CHEAPEST: Final[Mapping[str, Promise]] = {
    rules.FEEDBACK: lazy("Ask a contact for their feedback"),
    rules.CONTACTS: lazy("Record a conversation with a key contact"),
    rules.EXPECTATIONS: lazy("Record what the client expects"),
    rules.APPROVAL: lazy("Ask for an approval by email"),
    rules.GOALS: lazy("Add a reading of a goal"),
    rules.MARGIN: lazy("Add the cost and the fee of the work"),
    rules.SERVICE: lazy("Add the included hours of a retainer"),
    rules.PAYMENT: lazy("Import invoices"),
}
"""What to do to learn an input, as a task."""
SHAPES: Final[Mapping[str, str]] = {
    rules.WELL: "well", rules.WATCH: "watch", rules.UNWELL: "unwell", rules.UNKNOWN: "none",
}  # fmt: skip
"""The class of a band."""
