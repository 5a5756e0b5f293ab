"""The REST router of projects, and code shared by its operations."""

from ninja import Router

router = Router(tags=["Projects"])
SETUP = "setup:write"
