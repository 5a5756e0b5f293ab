"""REST operations of the client's side."""

from amity.portal.access import rest as access
from amity.portal.answers import rest as answers
from amity.portal.pulse import rest as pulse
from amity.portal.router import router

__all__ = ["access", "answers", "pulse", "router"]
