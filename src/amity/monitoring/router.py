"""The REST router of risks, client input and linked expectations."""

from ninja import Router

router = Router(tags=["Risks, blockers and client input"])
SETUP = "setup:write"
