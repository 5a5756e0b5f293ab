"""The page of an agreement."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst

from amity.agreements import contract as agreement_contract
from amity.agreements import heading, places, rules, wording
from amity.agreements import queries as agreement_queries
from amity.agreements.client_copy.queries import may_email, sendings_with
from amity.agreements.fees import queries as fee_queries
from amity.agreements.page import agreement_page, work_under
from amity.audit.actor_rights import actor_of
from amity.gate.subjects.queries import Sending, has_open
from amity.ui.asked import queried

if TYPE_CHECKING:
    from amity.agreements.models import Agreement
    from amity.agreements.page import AgreementPage
    from amity.shared.actor import Actor


def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Show one agreement: its content and status. Amounts only for those who can see fees."""
    actor, today = actor_of(request), timezone.localdate()
    seen = agreement_queries.agreement_seen_by(actor, agreement_id)
    page, contract = agreement_page(actor, seen, today, timezone.now()), agreement_contract.contract_of(seen, today)
    rights, terms = agreement_queries.rights(actor, seen), agreement_queries.terms_of(seen)
    sendings = sendings_with(actor, seen)
    links = [(str(one.label), one.address(seen)) for one in places.acts.seen_by(actor, seen)]
    work = work_under(actor, seen)
    opener = "" if work else next((address for find in places.project_openers if (address := find(actor, seen))), "")
    steps = heading.handed_off_first(seen, _steps(actor, seen, page, sendings), work, opener) if rights.write else []
    menu, buttons = heading.in_head(steps, heading.documents(seen, page, links))
    context = {
        "agreement": seen,
        "page": page,
        "rights": rights,
        "title": heading.title(seen, page),
        "stages": heading.stages(seen, page),
        "menu": menu,
        "buttons": buttons,
        "sendings": sendings,
        "kind": capfirst(str(wording.KINDS[seen.kind])),
        "words": wording,
        "fee_model": fee_queries.fee_model_labels()[seen.fee_model],
        "facts": fee_queries.facts_of(terms),
        "work": work,
        "cards": [(one.template, one.load(actor, [seen.pk]).get(seen.pk)) for one in places.cards.seen_by(actor, seen)],
        "missing": fee_queries.missing_sentences(terms) if seen.kind in rules.WITH_LINES else [],
        "lines": contract.rows,
        "contract": contract,
        "units": fee_queries.units(),
        "deleted": queried(request).whole("deleted") or None,
        "total": contract.lines,
        "planned": contract.seconds,
    }
    return render(request, "agreements/agreement.html", context)


def _steps(
    by: "Actor", agreement: "Agreement", page: "AgreementPage", sendings: Sequence[Sending]
) -> list[heading.Step]:
    may_send = may_email(by, agreement, sendings)
    sent = has_open(sendings)
    return heading.steps(
        agreement, may_send=may_send, on_its_way=sent, needs_review=bool(page.wanted),
        answer=page.answered.step if page.answered else "", is_empty=page.changes_nothing,
    )  # fmt: skip
