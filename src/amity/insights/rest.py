"""REST operations for insights: sources, terms and stories."""

from amity.insights.feeds import rest as feed_rest
from amity.insights.router import router
from amity.insights.stories import rest as story_rest
from amity.insights.topics import rest as topic_rest

OPERATIONS = (feed_rest, topic_rest, story_rest)
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
