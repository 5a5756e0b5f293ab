"""A change order of the demo that the client has had for days without a signature."""

from datetime import datetime, timedelta
from decimal import Decimal

from amity.accounts.models import Account
from amity.agreements.drafts import commands as drafts
from amity.agreements.models import Agreement
from amity.agreements.orders import commands as orders
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.steps.commands import Evidence, record_with_client
from amity.agreements.steps.demo import cleared, version_of
from amity.shared.stories import Crew


def unsigned(crew: Crew, account: Account, sow: Agreement, now: datetime) -> None:
    """Send a change order to a statement of work to the client, who hasn't signed it yet."""
    by, at = crew.managing(account.name), now - timedelta(days=8)
    order = drafts.draft_order(
        by=by, agreement_id=sow.pk, title="Dealer pages in French", number="CO-2", now=at,
        reason="Eleven dealers in Wallonia asked for it.",
    )  # fmt: skip
    french = ChangedTerms(
        "added", number="4", title="French texts and checks", quantity=Decimal(16), rate=Decimal(95),
        planned_seconds=16 * 3600, revision_rounds=1, acceptance="Read by two dealers",
    )  # fmt: skip
    orders.put_change(by=by, order_id=order.pk, change=french, now=at)
    cleared(crew, order, by, at + timedelta(days=1))
    on = now - timedelta(days=5)
    evidence = Evidence(on.date(), client="Ruben Faas", agency=by.label, note="by email")
    record_with_client(by=by, agreement_id=order.pk, version=version_of(order), evidence=evidence, now=on)
