"""REST operations for insights: sources, terms, stories and shares."""

from amity.insights.feeds import rest as feed_rest
from amity.insights.router import router
from amity.insights.shares import rest as share_rest
from amity.insights.stories import rest as story_rest
from amity.insights.topics import rest as topic_rest

OPERATIONS = (feed_rest, topic_rest, story_rest, share_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
