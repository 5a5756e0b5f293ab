"""Take an agreement of the demo through its reviews to the client, and record the signature."""

from datetime import datetime, timedelta

from amity.agreements.models import Agreement
from amity.agreements.review import commands as reviews
from amity.agreements.review.models import Review
from amity.agreements.steps import commands as steps
from amity.agreements.steps.commands import Evidence
from amity.shared.actor import Actor
from amity.shared.stories import DIRECTOR, Crew

LEGAL, AFFAIRS = "Clara Weiss", "Omar Haddad"


def through(crew: Crew, agreement: Agreement, by: Actor, now: datetime, client: str) -> None:
    """Take a draft through its reviews to the client, and record the signature."""
    cleared(crew, agreement, by, now)
    for days, record in ((1, steps.record_with_client), (4, steps.record_signature)):
        on = now + timedelta(days=days)
        evidence = Evidence(on.date(), client=client, agency=by.label, note="on paper")
        record(by=by, agreement_id=agreement.pk, version=version_of(agreement), evidence=evidence, now=on)


def cleared(crew: Crew, agreement: Agreement, by: Actor, now: datetime) -> None:
    """Take a draft through its reviews."""
    submit_for_review(by, agreement, now)
    for review in Review.objects.filter(version__agreement=agreement, verdict=""):
        who = {"legal": LEGAL, "business_affairs": AFFAIRS}.get(review.role, DIRECTOR)
        reviews.give_verdict(by=crew.acting(who), review_id=review.pk, verdict="cleared", words="", now=now)


def submit_for_review(by: Actor, agreement: Agreement, now: datetime) -> None:
    """Submit a draft to its reviewers."""
    reviews.submit_agreement(by=by, agreement_id=agreement.pk, version=version_of(agreement), now=now)


def version_of(agreement: Agreement) -> int:
    """Return the version that an agreement has now."""
    return Agreement.objects.get(pk=agreement.pk).version
