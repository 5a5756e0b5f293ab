"""The REST router of goals and strategy cards, and the scope of its operations."""

from ninja import Router

from amity.api.shapes import Asked, Id

router = Router(tags=["Strategy"])
SETUP = "setup:write"


class OfAnAccount(Asked):
    """Filter: the account."""

    account_id: Id | None = None
