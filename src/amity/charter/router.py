"""The REST router of duties and joint objectives."""

from ninja import Router

router = Router(tags=["Who does what"])
SETUP = "setup:write"
