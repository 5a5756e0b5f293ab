"""The order of the parts, stated once: Django's settings, the shape tests and the import contract all read it."""

from typing import Final

HOUSE: Final = (
    "shared", "ui", "api", "audit", "files", "jobs", "outbox", "people", "notifications", "exports", "agency",
    "backups", "waiting", "facts", "accounts", "lines", "charter", "gate", "expectations", "strategy", "rights",
    "agreements", "briefs", "projects", "timesheets", "expenses", "scope", "retainers", "invoicing", "profitability",
    "monitoring", "status", "decisions", "handoff", "meetings", "mailbox", "conversations", "contact_reports",
    "huddles", "insights", "advice", "portal", "health", "services", "growth", "work", "imports", "reports", "today",
    "demo", "config",
)  # fmt: skip
"""Every part, lowest first. Each may import, and point foreign keys at, only those before it."""

PARTS: Final = tuple(f"amity.{part}" for part in HOUSE if part not in {"shared", "config"})
"""The parts that are Django applications."""
