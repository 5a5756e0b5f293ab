"""The REST router of profitability."""

from ninja import Router

router = Router(tags=["Profitability"])
