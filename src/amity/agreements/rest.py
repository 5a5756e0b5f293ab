"""REST router of agreements, to which each noun adds its operations."""

from amity.agreements import listing
from amity.agreements.client_copy import rest as client_copy_rest
from amity.agreements.deliverables import rest as deliverable_rest
from amity.agreements.documents import rest as document_rest
from amity.agreements.drafts import rest as draft_rest
from amity.agreements.fees import rest as fee_rest
from amity.agreements.lines import rest as line_rest
from amity.agreements.named_people import rest as people_rest
from amity.agreements.orders import rest as order_rest
from amity.agreements.review import rest as review_rest
from amity.agreements.router import router
from amity.agreements.sections import rest as section_rest
from amity.agreements.signatures import rest as signature_rest
from amity.agreements.steps import rest as step_rest
from amity.agreements.terms import rest as term_rest
from amity.agreements.versions import rest as version_rest

OPERATIONS = (
    listing, line_rest, draft_rest, step_rest, document_rest, deliverable_rest, term_rest, version_rest, review_rest,
    order_rest, people_rest, fee_rest, section_rest, client_copy_rest, signature_rest,
)  # fmt: skip
"""The modules that add operations to the router when they are imported."""

__all__ = ["OPERATIONS", "router"]
