"""The router of agreements, and what its operations share."""

from typing import Final, Literal

from ninja import Router

router = Router(tags=["Agreements and lines"])
SETUP: Final = "setup:write"
Kind = Literal["msa", "sow", "retainer", "change_order", "nda"]
State = Literal[
    "draft", "in_review", "cleared", "with_client", "signed", "in_force", "expired", "terminated", "superseded",
    "dropped",
]  # fmt: skip
