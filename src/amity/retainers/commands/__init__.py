"""What changes a retainer: its terms, what is bought beside them, what becomes of time over, and call-offs."""

from amity.retainers.commands.call_offs import (
    change_call_off,
    drop_call_off,
    finish_call_off,
    log_call_off,
    take_up_call_off,
)
from amity.retainers.commands.deliveries import count_delivery, take_back_delivery
from amity.retainers.commands.notes import record_note_sent
from amity.retainers.commands.over import decide_over
from amity.retainers.commands.terms import agree_period_terms
from amity.retainers.commands.top_ups import buy_top_up, take_back_top_up

__all__ = [
    "agree_period_terms", "buy_top_up", "change_call_off", "count_delivery", "decide_over", "drop_call_off",
    "finish_call_off", "log_call_off", "record_note_sent", "take_back_delivery", "take_back_top_up", "take_up_call_off",
]  # fmt: skip
