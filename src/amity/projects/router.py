"""The REST router of projects, and what its operations share."""

from ninja import Router

router = Router(tags=["Projects"])
SETUP = "setup:write"
