"""What is sent to a client as an item of the gate: the words of its part, and below them what asks for an answer."""

from collections.abc import Iterator
from contextlib import suppress

from amity.accounts.contacts.languages import language_for
from amity.accounts.models import Account, AccountHolder, Contact, Cover
from amity.advice.models import Recommendation
from amity.advice.recommendations.sending import RECOMMENDATION
from amity.advice.rules import DRAFT
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.models import Agreement
from amity.agreements.rules import CLEARED, WITH_CLIENT
from amity.briefs.client_copy.sending import PLAIN, PRICED, SENT_IN
from amity.briefs.models import Brief
from amity.decisions.models import Decision
from amity.decisions.rules import DECIDED
from amity.decisions.sending import DECISION
from amity.gate import rules as gate
from amity.gate.announcements.letters import COVER, MANAGER
from amity.gate.answering.rules import LINK
from amity.gate.answering.texts import closing_of
from amity.gate.email_templates.queries import templates, values_for
from amity.gate.email_templates.rules import filled
from amity.gate.models import Item
from amity.gate.subjects.registry import Prepared, prepared
from amity.insights.shares.models import Share
from amity.insights.shares.rules import STORY_SHARE
from amity.insights.stories.models import Match
from amity.monitoring import rules as inputs
from amity.monitoring.client_status.rules import STATUS
from amity.monitoring.inputs.queries import INPUT
from amity.monitoring.inputs.sending import is_reminder
from amity.monitoring.models import ClientInput
from amity.projects.models import Project
from amity.projects.rules import ACCEPTED
from amity.projects.versions.models import DeliverableVersion
from amity.projects.versions.sending import VERSION
from amity.reports.reviews.commands import REVIEW
from amity.reports.reviews.models import AccountReview
from amity.reports.reviews.rules import FROZEN
from amity.retainers.notes.rules import note_id
from amity.retainers.notes.sending import NOTE
from amity.scope.courtesy.sending import KEY as AT_NO_CHARGE
from amity.scope.courtesy.statement import statement_id
from amity.scope.declining.rules import DECLINED_REQUEST
from amity.scope.models import Request
from amity.scope.rules import DECLINED
from amity.shared.dates.periods import month_of
from amity.shared.errors import Refusal
from amity.timesheets.models import Entry
from tooling.texts.documents import DIRECTOR, retainers
from tooling.texts.rendered import Text
from tooling.texts.stage import CLIENT, NOW, Stage
from tooling.texts.stage import LINK as ADDRESS

Subject = tuple[str, str, int]
"""The key of a sender, what is particular about the subject, and its id."""


def sent_items(stage: Stage) -> Iterator[Text]:
    """Yield one email of each shape, as the part writes it for the director."""
    director, written = stage.acting(DIRECTOR), set()
    for key, shape, subject_id in _subjects(stage):
        if (key, shape) in written:
            continue
        with suppress(Refusal):  # what isn't complete yet can't be sent
            given = prepared(director, key, subject_id)
            written.add((key, shape))
            yield _text(given, f"{key}, {shape}")
    yield from _begun_with_templates(stage)


def _begun_with_templates(stage: Stage) -> Iterator[Text]:
    """Yield each email template of the agency, filled in for the client."""
    client = Contact.objects.get(name=CLIENT)
    values = values_for(stage.person(DIRECTOR), client.account, [client], NOW)
    for one in templates().order_by("name"):
        subject, text = filled(one.subject, values), filled(one.text, values)
        yield item_text(f"template, {one.name}", client, client.account, subject, (text,), sort="Note")


def _subjects(stage: Stage) -> Iterator[Subject]:
    versions = DeliverableVersion.objects.filter(deliverable__project__account__isnull=False)
    for version in versions.exclude(deliverable__state=ACCEPTED).order_by("pk"):
        what = "link" if version.link else "file"
        yield VERSION, f"{what} and note" if version.note else what, version.pk
    for one in ClientInput.objects.filter(state__in=inputs.WAITED_FOR).order_by("pk"):
        yield INPUT, "reminder" if is_reminder(one) else "first", one.pk
    for decision in Decision.objects.filter(state=DECIDED).order_by("pk"):
        yield DECISION, "made", decision.pk
    for project in Project.objects.exclude(account=None).order_by("pk"):
        yield STATUS, project.status, project.pk
    for request in Request.objects.filter(state=DECLINED).order_by("pk"):
        yield DECLINED_REQUEST, "with a reason", request.pk
    yield AT_NO_CHARGE, "a month", _statement()
    yield STORY_SHARE, "to one contact", _share(stage)
    yield from _advice()
    for brief in Brief.objects.filter(state__in=SENT_IN).order_by("pk"):
        yield PRICED, brief.state, brief.pk
        yield PLAIN, brief.state, brief.pk
    for agreement in Agreement.objects.filter(state__in=(CLEARED, WITH_CLIENT)).order_by("pk"):
        yield AGREEMENT, agreement.kind, agreement.pk
    for cover in Cover.objects.filter(ended_at=None).order_by("pk"):
        yield COVER, "stand-in", cover.pk
    for holder in AccountHolder.objects.filter(duty="manager").order_by("pk"):
        yield MANAGER, "new", holder.pk
    for page in retainers(stage):
        yield NOTE, page.terms.kind, note_id(page.agreement.pk, page.period.span.first)


def _advice() -> Iterator[Subject]:
    for advice in Recommendation.objects.filter(state=DRAFT).order_by("pk"):
        yield RECOMMENDATION, "with its evidence", advice.pk
    for review in AccountReview.objects.filter(kind="client", state__in=FROZEN).order_by("pk"):
        yield REVIEW, "released", review.pk


def _statement() -> int:
    """Return the statement of an account's month, with one day of it at no charge."""
    entries = Entry.objects.filter(project__account__isnull=False, billable=True, work_date__lt=NOW.date())
    entry = entries.latest("work_date", "pk")
    Entry.objects.filter(pk=entry.pk).update(courtesy=True, billable=False, value=0)
    return statement_id(entry.account_id or 0, month_of(entry.work_date))


def _share(stage: Stage) -> int:
    """Return a share of an account's first story with the client."""
    contact = Contact.objects.get(name=CLIENT)
    match = Match.objects.filter(account=contact.account).order_by("pk")[0]
    share = Share.objects.create(
        match=match, contact_ids=[contact.pk], author=stage.person(DIRECTOR), created_at=NOW,
        so_what="Two languages from the first day sell more tickets than their operator planned.",
    )  # fmt: skip
    return share.pk


def _text(given: Prepared, kind: str) -> Text:
    contact = Contact.objects.filter(pk__in=given.contact_ids).first()
    item = Item(
        account=given.account, kind=given.kind, subject=given.subject, body=given.body, subject_kind=given.key,
        subject_id=given.id,
    )  # fmt: skip
    closing = closing_of(item, [(contact, gate.TO)] if contact else [])
    sort = "Note" if given.key == NOTE else "Email"  # a note has a greeting of its own
    return item_text(kind, contact, given.account, given.subject, (given.body, closing), sort=sort)


def item_text(
    kind: str, contact: Contact | None, account: Account, subject: str, parts: tuple[str, ...], *, sort: str = "Email"
) -> Text:
    """Return an item as its reader gets it, with an address in place of their personal link."""
    body = "\n\n".join(part for part in parts if part).replace(LINK, f"{ADDRESS}/")
    reader = f"{contact or 'the client'}, {account}"
    return Text(sort, f"item ({kind})", reader, language_for(contact) or "en", f"Subject: {subject}\n\n{body}")
