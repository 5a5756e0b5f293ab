"""How much is open with the client on a project, read along with the project for its tab."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from amity.agreements.lines.models import AgreementLine
from amity.expectations import queries as expectations
from amity.expectations.rules import LIVE
from amity.monitoring import rules
from amity.monitoring.models import ClientInput, ProjectExpectation, RegisterEntry
from amity.shared.actor import Actor

PROJECT = OuterRef(OuterRef("pk"))


def awaited_inputs(_by: Actor) -> Subquery:
    """Return how much client input the outer project waits for."""
    rows = ClientInput.objects.filter(project=OuterRef("pk"), state__in=rules.WAITED_FOR).order_by()
    return Subquery(rows.values("project").annotate(count=Count("pk")).values("count"))


def open_entries(_by: Actor) -> Subquery:
    """Return how many risks and blockers of the outer project are open."""
    rows = RegisterEntry.objects.filter(project=OuterRef("pk")).exclude(state=rules.CLOSED).order_by()
    return Subquery(rows.values("project").annotate(count=Count("pk")).values("count"))


def live_expectations(by: Actor) -> Subquery:
    """Return how many expectations of the outer project, which the actor can see, the client still has.

    Those of the whole account that were handed over with it count on the account.
    """
    bound = ProjectExpectation.objects.filter(expectation=OuterRef("pk"), project=PROJECT)
    elsewhere = ProjectExpectation.objects.filter(expectation=OuterRef("pk"))
    line = AgreementLine.objects.filter(line=OuterRef("line_id"), agreement=OuterRef(OuterRef("agreement")))
    own = Q(Exists(bound)) | (Q(Exists(line)) & ~Q(Exists(elsewhere)))
    rows = expectations.expectations_seen_by(by).filter(own, account=OuterRef("account"), state__in=LIVE).order_by()
    return Subquery(rows.values("account").annotate(count=Count("pk")).values("count"))
