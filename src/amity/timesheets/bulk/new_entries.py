"""A new entry before it is stored: the columns of `Entry` without a model object, for thousands at once."""

from dataclasses import dataclass
from datetime import date, datetime

from amity.timesheets.rules import DRAFT


@dataclass(slots=True)
class NewEntry:
    """The columns of `Entry`, by the same names. `id` is 0 until it is written. A test compares the two."""

    person_id: int
    work_date: date
    seconds: int
    logged_at: datetime
    text: str = ""
    account_id: int | None = None
    project_id: int | None = None
    line_id: int | None = None
    item_id: int | None = None
    billable: bool = True
    courtesy: bool = False
    from_split: bool = False
    state: str = DRAFT
    discipline_id: int | None = None
    service_id: int | None = None
    cost: int | None = None
    cost_currency: str = ""
    cost_rate_id: int | None = None
    cost_from_file: bool = False
    value: int | None = None
    standard: int | None = None
    value_currency: str = ""
    card_price_id: int | None = None
    value_from_file: bool = False
    version: int = 1
    id: int = 0
