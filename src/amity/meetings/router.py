"""The REST router of meetings."""

from ninja import Router

router = Router(tags=["Meetings"])
