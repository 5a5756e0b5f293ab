"""The key of declined requests among what is sent to clients, and how a typed reason becomes a sentence."""

from typing import Final

DECLINED_REQUEST: Final = "declined_request"
_ENDS: Final = (".", "!", "?", "…")


def as_sentence(reason: str) -> str:
    """Return a reason with a capital and a full stop, "" for an empty one."""
    text = reason.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith(_ENDS) else ".")
