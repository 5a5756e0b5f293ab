"""Download an agreement as PDF."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amity.agreements import policy, queries
from amity.agreements.versions.queries import version_of
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.reports.agreement_documents import document
from amity.ui.asked import SHORT, queried


@require_safe
def agreement_file(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Answer with the PDF of an agreement's newest frozen version, that of `?version=`, or the current draft if none.

    These documents show fees. Refused for those who can't see fees.
    """
    actor = actor_of(request)
    seen = queries.agreement_seen_by(actor, agreement_id)
    policy.may_print(person_of(actor)).or_refuse()
    version = version_of(seen, queried(request).text("version", SHORT))
    answer = HttpResponse(document.pdf(seen, version), content_type="application/pdf")
    mark = f"-v{version.number}" if version else "-draft"
    answer["Content-Disposition"] = f'attachment; filename="agreement-{seen.pk}{mark}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
