"""Links of the page: to the entries behind a finding, and to where a missing fact can be entered."""

from urllib.parse import urlencode

from django.urls import reverse

from amity.agency import policy as agency
from amity.imports.policy import may_import
from amity.people.queries import person_of
from amity.reports import policy
from amity.reports.findings.rules import Rows
from amity.shared.actor import Actor

UNPRICED = {"uncosted": "cost", "unvalued": "value"}


def entries(rows: Rows) -> str:
    """Return the URL of the time list filtered to a finding's rows, or of the project where lines decide."""
    one_day = rows.first is not None and rows.first == rows.last
    if rows.only in ("unlined", "not_billed") or (rows.line_id and not one_day):
        return reverse("projects:project", args=[rows.project_id]) if rows.project_id else ""
    chosen = {
        "account": rows.account_id,
        "project": rows.project_id,
        "since": rows.first and rows.first.isoformat(),
        "until": rows.last and rows.last.isoformat(),
        "unpriced": UNPRICED.get(rows.only),
    }
    return f"{reverse('timesheets:entries')}?{urlencode({name: value for name, value in chosen.items() if value})}"


class FactLinks:
    """The page where this reader can add a missing fact, or "" if they can't."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.answers = bool(policy.may_answer(by))
        self.brings = bool(may_import(person_of(by)))

    def __call__(self, fact: str) -> str:
        """Return the URL for a fact's code, or ""."""
        if fact == "fee_model" and self.answers:
            return f"{reverse('reports:questions')}#q3"
        if fact == "people_cost" and policy.may_answer_people_cost(self.by):
            return f"{reverse('reports:questions')}#q1"
        if fact == "cost_rates" and agency.may_set_cost(self.by):
            return reverse("agency:cost_rates")
        if fact in ("contacts", "plan") and self.brings:
            return reverse("imports:bring")
        return ""
