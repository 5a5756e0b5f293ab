"""Kinds of notifications, and how long they are kept. Pure."""

from datetime import timedelta
from typing import Final

ANSWER: Final = "answer"
ESTIMATE: Final = "estimate"
EXPORT: Final = "export"
HANDOFF: Final = "handoff"
OVERAGE: Final = "overage"
REVIEW: Final = "review"
WEEK: Final = "week"
KINDS: Final = (ANSWER, ESTIMATE, EXPORT, HANDOFF, OVERAGE, REVIEW, WEEK)
KEPT: Final = timedelta(days=90)
"""Older notifications are deleted, read or not."""
LONGEST: Final = 300
