"""Kinds of notifications, and how long they are kept. Pure."""

from datetime import timedelta
from typing import Final

ACTION: Final = "action"
ANSWER: Final = "answer"
ESTIMATE: Final = "estimate"
EXPORT: Final = "export"
HANDOFF: Final = "handoff"
OUTGOING: Final = "outgoing"
OVERAGE: Final = "overage"
PASSED: Final = "passed"
REVIEW: Final = "review"
TODAY: Final = "today"
WEEK: Final = "week"
KINDS: Final = (ACTION, ANSWER, ESTIMATE, EXPORT, HANDOFF, OUTGOING, OVERAGE, PASSED, REVIEW, TODAY, WEEK)
KEPT: Final = timedelta(days=90)
"""Older notifications are deleted, read or not."""
LONGEST: Final = 300
