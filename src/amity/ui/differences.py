"""Differences of times, shown as exactly as the times next to them."""

from amity.ui import formats


def hours_apart(seconds: int | None, *of: int | None) -> str:
    """Return a difference of times, with + before more: in whole hours if one of the times is shown in whole hours."""
    if seconds is None:
        return formats.NONE
    is_whole = any(abs(one or 0) >= formats.WHOLE_FROM for one in of)
    shown = formats.hours(seconds, "whole" if is_whole else "sum")
    return f"+{shown}" if seconds > 0 and shown != formats.hours(0) else shown
