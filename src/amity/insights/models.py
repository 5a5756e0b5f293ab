"""The models of insights, for Django."""

from amity.insights.feeds.models import Feed, Source
from amity.insights.shares.models import Received, Share
from amity.insights.stories.models import Article, Match, Story, Triage
from amity.insights.topics.models import Interest

__all__ = ["Article", "Feed", "Interest", "Match", "Received", "Share", "Source", "Story", "Triage"]
