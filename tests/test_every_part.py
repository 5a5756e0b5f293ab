"""Each part of the house has a place in four tables, so that a new one thinks of growth and of the account review.

A new part fails here until it is in one table of each pair: with what it registers, or among those that have nothing.
"""

import pytest
from django.apps import apps

from amity.accounts import review_blocks
from amity.config.house import HOUSE
from amity.growth import hooks
from amity.insights import credits

BELOW = {
    "shared", "ui", "api", "audit", "files", "jobs", "outbox", "people", "notifications", "exports", "agency",
    "backups", "waiting", "facts", "config", "demo", "imports", "today", "charter", "gate", "rights",
}  # fmt: skip
"""Parts that keep nothing about the work for a client or about their wishes."""
ORIGINS = {
    "scope": {"scope.request"}, "decisions": {"decisions.decision"}, "insights": {"insights.match"},
    "advice": {"advice.recommendation"}, "agreements": {"agreements.agreement"}, "services": {"services.cell"},
}  # fmt: skip
"""Parts whose records become opportunities, with the kinds of these records."""
NO_ORIGINS = {
    "accounts", "lines", "expectations", "strategy", "briefs", "projects", "timesheets", "expenses", "retainers",
    "invoicing", "profitability", "monitoring", "status", "handoff", "meetings", "mailbox", "conversations",
    "contact_reports", "huddles", "portal", "health", "growth", "work", "reports",
}  # fmt: skip
"""Parts whose wishes of clients become requests or opportunities by another part, or that have none."""
CREDITS = {"advice": {"recommendations"}, "decisions": {"decisions"}, "growth": {"opportunities"}}
"""Parts with what a story led to, by the key under which they credit it."""
NO_CREDITS = {
    "accounts", "lines", "expectations", "strategy", "agreements", "briefs", "projects", "timesheets", "expenses",
    "scope", "retainers", "invoicing", "profitability", "monitoring", "status", "handoff", "meetings", "mailbox",
    "conversations", "contact_reports", "huddles", "insights", "portal", "health", "services", "work", "reports",
}  # fmt: skip
REVIEWED = {
    "strategy": {"goals"}, "projects": {"delivered", "next", "projects"}, "scope": {"no_charge"},
    "monitoring": {"risks", "inside_risks"}, "invoicing": {"invoiced", "inside_invoiced"}, "insights": {"noticed"},
    "advice": {"advised"}, "services": {"possible", "services_map"}, "growth": {"growing"}, "health": {"health"},
    "profitability": {"client_money", "margin"}, "retainers": {"over"},
}  # fmt: skip
"""Parts with something that an account review shows, by the keys of its blocks."""
NOT_REVIEWED = {
    "accounts", "lines", "expectations", "agreements", "briefs", "timesheets", "expenses", "status", "decisions",
    "handoff", "meetings", "mailbox", "conversations", "contact_reports", "huddles", "portal", "work", "reports",
}  # fmt: skip
INVOICED = {"invoicing"}
"""The parts that keep invoiced money. Renewals, reviews and realisation read all of it from the first."""


@pytest.mark.parametrize(
    ("with_something", "without"), [(ORIGINS, NO_ORIGINS), (CREDITS, NO_CREDITS), (REVIEWED, NOT_REVIEWED)]
)
def test_every_part_is_in_one_of_two_tables(with_something, without):
    assert set(HOUSE) == BELOW | set(with_something) | without
    assert not set(with_something) & without
    assert not BELOW & (set(with_something) | without)


def test_what_is_registered_is_what_the_tables_name():
    assert set(hooks.kinds()) == set().union(*ORIGINS.values())
    assert credits.keys() == set().union(*CREDITS.values())
    assert review_blocks.keys() == set().union(*REVIEWED.values())


def test_invoiced_money_has_one_place():
    """A second model with an invoice's columns would be money that renewals and realisation don't see."""
    columns = {"issued_on", "due_on", "net", "total"}
    models = [model for model in apps.get_models() if columns <= {field.name for field in model._meta.fields}]

    assert {model._meta.app_label for model in models} == INVOICED
