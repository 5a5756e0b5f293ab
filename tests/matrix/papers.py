"""Agreements in each state that has a page or an action of its own, drafted by the scene's account manager."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from amity.accounts.models import Account
from amity.agreements.deliverables import commands as deliverable_commands
from amity.agreements.deliverables.commands import DeliverableFields
from amity.agreements.documents import commands as document_commands
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.drafts.commands import Particulars
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.lines import commands as line_commands
from amity.agreements.models import Agreement
from amity.agreements.named_people import commands as people_commands
from amity.agreements.named_people.commands import Named
from amity.agreements.orders import commands as order_commands
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.orders.rules import Monthly
from amity.agreements.review import commands as review_commands
from amity.agreements.review.models import GuestLink, Review
from amity.agreements.sections import commands as section_commands
from amity.agreements.sections.commands import Section
from amity.agreements.signatures.models import ClientSignature
from amity.agreements.steps import commands as step_commands
from amity.agreements.steps.commands import Evidence
from amity.agreements.terms import commands as term_commands
from amity.agreements.terms.commands import TermFields
from amity.agreements.versions.models import AgreementVersion
from amity.gate.items.commands import write_item
from amity.gate.items.fields import ItemFields
from amity.lines.commands import NewTerms
from amity.lines.models import Line
from amity.people.models import Person
from amity.shared.actor import Actor
from tests.builders import MONDAY, acting
from tests.matrix.rights import AM, LEGAL

COUNSEL_TOKEN = "a-link-to-one-version"
EVIDENCE = Evidence(date(2026, 11, 20), "Cleo Client", "Mara Manager", "by hand")


def papers(account: Account, viewers: Mapping[str, Person]) -> dict[str, object]:
    """Create the agreements of the scene in each state. Return their ids by purpose."""
    by = acting(viewers[AM])
    draft, line = _drafted(by, account, "Draft", "40404.04")
    clause = section_commands.put_clause(
        by=by, agreement_id=draft.pk, section=Section("payment", "In two parts"), now=MONDAY
    )
    gone = section_commands.put_clause(by=by, agreement_id=draft.pk, section=Section("other", "For nobody"), now=MONDAY)
    deleted_clause_id = gone.pk
    section_commands.remove_clause(by=by, agreement_id=draft.pk, clause_id=gone.pk, now=MONDAY)
    handed = deliverable_commands.put_deliverable(
        by=by, agreement_id=draft.pk, deliverable=DeliverableFields("Prototype", level="No defect"), now=MONDAY
    )
    person = people_commands.name_person(
        by=by, agreement_id=draft.pk, version=Agreement.objects.get(pk=draft.pk).version, now=MONDAY,
        named=Named("agency", "Project manager", "Piet", is_key=True),
    )  # fmt: skip
    review = _in_review(by, account, "Reviewed", "41414.14")
    other = _in_review(by, account, "Read outside", "42424.24")
    GuestLink.objects.create(
        review=other, name="Lena Law", mail="lena@law.example", token_hash=sha256(COUNSEL_TOKEN.encode()).hexdigest(),
        made_by="Mara", made_at=MONDAY, expires_at=MONDAY + timedelta(days=7),
    )  # fmt: skip
    signed = _signed(by, account, viewers)
    order = draft_commands.draft_order(by=by, agreement_id=signed["signed_id"], title="More screens", now=MONDAY)
    changed = ChangedTerms("added", number="9", title="Screens", quantity=Decimal(3), rate=Decimal("7979.79"))
    change = order_commands.put_change(by=by, order_id=order.pk, change=changed, now=MONDAY)
    raised = _fee_order(by, account)
    return {
        "draft_id": draft.pk, "draft_line_id": line.pk, "clause_id": clause.pk, "deliverable_id": handed.pk,
        "named_id": person.pk, "deleted_clause_id": deleted_clause_id,
        "draft_version": Agreement.objects.get(pk=draft.pk).version, "review_id": review.pk,
        "reviewed_id": review.version.agreement_id, "outside_review_id": other.pk,
        "guest_link_id": other.guest_links.get().pk, "counsel_token": COUNSEL_TOKEN,
        "order_id": order.pk, "order_version": Agreement.objects.get(pk=order.pk).version, "change_id": change.pk,
        "fee_order_id": raised.pk, "fee_order_version": raised.version, **signed,
    }  # fmt: skip


def _fee_order(by: Actor, account: Account) -> Agreement:
    """Draft a change order that raises the monthly fee of the scene's retainer."""
    retainer = Agreement.objects.filter(account=account, fee_model="retainer").earliest("pk")
    order = draft_commands.draft_order(by=by, agreement_id=retainer.pk, title="More each month", now=MONDAY)
    return order_commands.set_new_monthly(
        by=by, order_id=order.pk, version=order.version, new=Monthly(64_646_465), from_day=date(2027, 1, 1), now=MONDAY
    )


def _drafted(by: Actor, account: Account, title: str, rate: str) -> tuple[Agreement, Line]:
    """Draft a statement of work with non-standard liability and one line."""
    terms = AgreedTerms("fixed", "EUR", fee=int(Decimal(rate) * 1000))
    draft = draft_commands.draft_agreement(
        by=by, account_id=account.pk, kind="sow", title=title, terms=terms, now=MONDAY
    )
    offer = NewTerms(MONDAY.date(), quantity=Decimal(2), rate=Decimal(rate), planned_seconds=7200)
    line = line_commands.add_line(by=by, agreement_id=draft.pk, number="1", title="Design", terms=offer, now=MONDAY)
    renews = Particulars(title, renewal="itself", renews_on=date(2027, 6, 30))
    draft = draft_commands.change_particulars(
        by=by, agreement_id=draft.pk, version=draft.version, particulars=renews, now=MONDAY
    )  # fmt: skip
    term_commands.say_terms(
        by=by, agreement_id=draft.pk, version=draft.version, fields={"liability": TermFields("unlimited")}, now=MONDAY
    )
    return Agreement.objects.get(pk=draft.pk), line


def _in_review(by: Actor, account: Account, title: str, rate: str) -> Review:
    draft, _line = _drafted(by, account, title, rate)
    review_commands.submit_agreement(by=by, agreement_id=draft.pk, version=draft.version, now=MONDAY)
    return Review.objects.get(version__agreement=draft, role=LEGAL)


def _sign_in_amity(by: Actor, account: Account, agreement_id: int) -> None:
    """Add the client's signature to a signed agreement."""
    contact = account.contacts.order_by("pk")[0]
    fields = ItemFields("For your signature: Signed", "Attached.", (contact.pk,))
    item = write_item(by=by, account_id=account.pk, fields=fields, kind="agreement", now=MONDAY)
    type(item).objects.filter(pk=item.pk).update(state="withdrawn")
    frozen = AgreementVersion.objects.get(agreement=agreement_id)
    ClientSignature.objects.create(
        agreement_id=agreement_id,
        version=frozen,
        item=item,
        contact=contact,
        name="Cleo Client",
        address=contact.mail,
        digest="d" * 64,
        signed_at=MONDAY,
    )


def _signed(by: Actor, account: Account, viewers: Mapping[str, Person]) -> dict[str, int]:
    """Create a cleared agreement, one that the client has, and one in force with a stored document."""
    found: dict[str, int] = {}
    for place, name in enumerate(("cleared", "given", "signed")):
        draft, _line = _drafted(by, account, name.title(), f"4{place + 3}535.35")
        review_commands.submit_agreement(by=by, agreement_id=draft.pk, version=draft.version, now=MONDAY)
        for review in Review.objects.filter(version__agreement=draft):
            who = acting(next(person for role, person in viewers.items() if role == review.role))
            review_commands.give_verdict(by=who, review_id=review.pk, verdict="cleared", words="", now=MONDAY)
        version = Agreement.objects.get(pk=draft.pk).version
        steps = {"cleared": (), "given": (step_commands.record_with_client,)}.get(
            name, (step_commands.record_with_client, step_commands.record_signature)
        )
        for step in steps:
            version = step(by=by, agreement_id=draft.pk, version=version, evidence=EVIDENCE, now=MONDAY).version
        found |= {f"{name}_id": draft.pk, f"{name}_version": version}
    _sign_in_amity(by, account, found["signed_id"])
    kept = document_commands.add_file(
        by=by, agreement_id=found["signed_id"], name="signed.pdf", chunks=[b"%PDF-1.7 signed"], now=MONDAY
    )
    return {**found, "paper_id": kept.file_id}
