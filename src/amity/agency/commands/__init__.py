"""The verbs of the agency: its frame, and its dated rates."""

from amity.agency.commands.frame import (
    Frame,
    add_service,
    change_settings,
    reset_limit,
    set_cost_level,
    set_limit,
    set_up_agency,
)
from amity.agency.commands.rates import (
    answer_people_cost,
    confirm_cost_rate,
    set_card_price,
    set_exchange_rate,
)

__all__ = [
    "Frame",
    "add_service",
    "answer_people_cost",
    "change_settings",
    "confirm_cost_rate",
    "reset_limit",
    "set_card_price",
    "set_cost_level",
    "set_exchange_rate",
    "set_limit",
    "set_up_agency",
]
