"""Every kind of PDF, read through its text layer, and the note that an account manager sends to a client."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from amity.accounts.contacts.languages import language_for, language_of_named
from amity.accounts.models import Contact
from amity.agreements.models import Agreement
from amity.people.queries import actor_for
from amity.reports.reviews.commands import create_review
from amity.reports.reviews.rules import CLIENT as CLIENT_REVIEW
from amity.reports.reviews.rules import INTERNAL, ReviewFields
from amity.retainers.notes.draft import addressee, draft
from amity.retainers.page import NoPeriods, RetainerPage, retainer_page
from amity.scope.decisions.titles import words_for
from amity.scope.models import Request
from tooling.texts.rendered import Text
from tooling.texts.stage import CLIENT, NOW, Stage, body_of, undone

DIRECTOR, LAWYER, FINANCE = "Joachim Ebner", "Clara Weiss", "Petra Lang"
MONTH: Final = 202604
"""The first month of the quarter that is reviewed."""
PAGES_READ: Final = 3
"""Pages of a PDF that are enough to have read each of its sentences."""
REQUESTS_READ: Final = 8
KINDS: Final = (
    ("in_review", "sow"), ("draft", "sow"), ("in_force", "msa"), ("in_force", "change_order"), ("in_force", "retainer"),
)  # fmt: skip


def documents(stage: Stage) -> Iterator[Text]:
    """Yield the PDFs of each kind and each state that words them differently."""
    page = pdf(stage, FINANCE, "reports:print_found")
    yield Text("PDF", "reports:print_found", "the agency's finance and directors", stage.page_language(FINANCE), page)
    page = pdf(stage, FINANCE, "reports:portfolio_pdf")
    yield Text("PDF", "reports:portfolio_pdf", "the agency's finance and directors", stage.page_language(FINANCE), page)
    yield from _reviews(stage)
    for state, kind in KINDS:
        agreement = Agreement.objects.filter(state=state, kind=kind, account__isnull=False).order_by("-pk").first()
        if agreement is not None:
            yield _agreement(stage, agreement)
    for asked in Request.objects.filter(contact__isnull=False).order_by("pk")[:REQUESTS_READ]:
        title, reason = words_for(asked, None)
        reader = f"{asked.contact}, {asked.account}"
        yield Text(
            "Note", f"change order for “{asked.words}”", reader, language_for(asked.contact), f"{title}\n{reason}"
        )
    for seen in retainers(stage):
        contact = addressee(seen)
        reader = f"{contact or 'the client'}, {seen.agreement.account}"
        language = language_for(contact) or stage.page_language(DIRECTOR)
        name = f"{seen.agreement.title}, {seen.terms.kind}"
        page = pdf(stage, DIRECTOR, "reports:statement_file", seen.agreement.pk)
        yield Text("PDF", f"reports:statement_file ({name})", reader, language, page)
        yield Text("Note", f"retainer note ({name})", reader, language, draft(seen, contact, _manager(seen)))


def _reviews(stage: Stage) -> Iterator[Text]:
    """Yield the account review of a client, and one of the agency's own."""
    reader = f"{CLIENT}, client"
    with undone():
        for kind in (CLIENT_REVIEW, INTERNAL):
            fields = ReviewFields(first_month=MONTH, kind=kind)
            account = Contact.objects.get(name=CLIENT).account
            row = create_review(by=stage.acting(DIRECTOR), account_id=account.pk, fields=fields, now=NOW)
            page = pdf(stage, DIRECTOR, "reports:review_pdf", row.pk)
            language = language_for(None) if kind == INTERNAL else language_of_named(account, CLIENT)
            yield Text("PDF", f"reports:review_pdf ({kind})", reader, language or "en", page)


def _manager(seen: RetainerPage) -> str:
    account = seen.agreement.account
    return account.manager.name if account is not None and account.manager is not None else ""


def _agreement(stage: Stage, agreement: Agreement) -> Text:
    language = language_of_named(agreement.account, agreement.client_signer) or stage.page_language(LAWYER)
    page = pdf(stage, LAWYER, "reports:agreement_file", agreement.pk)
    reader = f"{agreement.client_signer or 'the client'}, {agreement.account}"
    return Text("PDF", f"reports:agreement_file ({agreement}, {agreement.state})", reader, language, page)


def retainers(stage: Stage) -> Iterator[RetainerPage]:
    """Yield a retainer of each kind of terms and each finding, by the text of its note."""
    director = actor_for(stage.person(DIRECTOR), "page")
    shapes = set()
    for agreement in Agreement.objects.filter(fee_model__in=("retainer", "prepaid"), account__isnull=False):
        seen = retainer_page(director, agreement.pk, "", timezone.localdate())
        if isinstance(seen, NoPeriods):
            continue
        shape = (seen.terms.kind, bool(seen.over), seen.is_block, bool(seen.asked))
        if shape not in shapes:
            shapes.add(shape)
            yield seen


def pdf(stage: Stage, who: str, name: str, *ids: int) -> str:
    """Return the first pages of a PDF that a person opens, through its text layer."""
    return layer(body_of(stage.browser(who).get(reverse(name, args=ids))))


def layer(content: bytes) -> str:
    """Return the text layer of the first pages of a PDF."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    left = f"\n[{len(pages) - PAGES_READ} more pages]" if len(pages) > PAGES_READ else ""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(pages[:PAGES_READ])).strip() + left
