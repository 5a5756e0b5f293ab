"""Send a released review to the client as PDF and PowerPoint, as an item of the gate."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.rules import DAY_TO_DAY, DECIDES, SPONSOR
from amity.audit import trail
from amity.gate import policy as gate_policy
from amity.gate import rules as gate
from amity.gate.models import Item, Recipient
from amity.gate.subjects import registry
from amity.gate.subjects.letters import letter, likely_reader
from amity.gate.subjects.registry import Enclosure, Prepared, Sender
from amity.people.models import Person
from amity.people.queries import person_of
from amity.portal.released import bodies
from amity.reports.reviews import document, policy, rules
from amity.reports.reviews.charts import chart_of
from amity.reports.reviews.commands import REVIEW
from amity.reports.reviews.content import Payload, language_of, without_money
from amity.reports.reviews.deck import deck
from amity.reports.reviews.models import AccountReview
from amity.reports.reviews.queries import review_seen_by
from amity.reports.reviews.tables import table_of
from amity.reports.reviews.wording import period_of
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.permission import Answer, no
from amity.shared.rows.lookup import only_row
from amity.ui.reader_format import in_language

ROLES = (DECIDES, SPONSOR, DAY_TO_DAY)
"""For whom a review is, the first role that someone has."""


def register() -> None:
    """Register reviews among what is sent to clients, and how they read them on their pages."""
    registry.register(
        Sender(
            key=REVIEW, changed=lazy("This review was released again since the email was written"), prepare=_prepare,
            versions=_versions, sent=_sent, address=_address, has_price=_has_price,
        )
    )  # fmt: skip
    bodies.register(REVIEW, bodies.Body("reports/reviews/for_client.html", _body))


def may_send(person: Person, review: AccountReview) -> Answer:
    """Return whether a person can send a review: who prepares it, once it is released."""
    if review.kind != rules.CLIENT or review.state == rules.DRAFT:
        return no(_("Release the review first. Then you can send it."))
    released = policy.may_release(person, review.account, names_money=_names_money(review))
    return released and gate_policy.may_write(person, review.account)


def _prepare(by: Actor, review_id: int) -> Prepared:
    review, author = review_seen_by(by, review_id), person_of(by)
    may_send(author, review).or_refuse()
    content = review.content
    if content is None:
        raise Refused(_("Release the review first. Then you can send it."))
    contact = likely_reader(review.account, roles=ROLES, chosen=review.contact)
    with in_language(language_of(review)):
        words = {"account": review.account.name, "period": period_of(review)}
        subject = _("Our review of %(period)s") % words
        opening = _("Here is our review of %(period)s, as PDF and as PowerPoint.") % words
        body = letter(contact, (opening, _highlights(content)), author.name)
        name = file_name(review)
    return Prepared(
        key=REVIEW, id=review.pk, account=review.account, kind=gate.EMAIL, version=review.digest[:40],
        title=_("Send the review"), back=_address(review.pk), subject=subject[: gate.SUBJECT_MOST], body=body,
        contact_ids=(contact.pk,) if contact else (), has_price=_names_money(review),
        files=(
            Enclosure(f"{name}.pdf", lambda: [document.pdf(content)]),
            Enclosure(f"{name}.pptx", lambda: [deck(content)]),
        ),
    )  # fmt: skip


def _highlights(content: Payload) -> str:
    return "\n".join(f"- {block['title']}" for block in content["blocks"] if not block["names_money"])


def file_name(review: AccountReview) -> str:
    """Return the name of the files of a review, without its ending."""
    return f"review-{review.last_on:%Y-%m}-{review.pk}"


def _names_money(review: AccountReview) -> bool:
    return any(block["names_money"] for block in (review.content or {"blocks": ()})["blocks"])


def _has_price(review_id: int) -> bool:
    review = AccountReview.objects.filter(pk=review_id).first()
    return review is not None and _names_money(review)


def _versions(review_ids: Collection[int]) -> Mapping[int, str]:
    rows = AccountReview.objects.filter(pk__in=review_ids).exclude(state=rules.DRAFT)
    return {pk: digest[:40] for pk, digest in rows.values_list("pk", "digest")}


def _sent(item: Item, recipient: Recipient, by: Actor, now: datetime) -> None:
    """Record that the client has the review. Once, with the first recipient."""
    review = only_row(AccountReview.objects.select_for_update(of=("self",)).filter(pk=item.subject_id or 0))
    if review is None or review.state != rules.RELEASED:
        return
    review.state, review.sent_at = rules.SENT, now
    review.version += 1
    review.save()
    trail.record("review.sent", subject=review, by=by, at=now, changes={})


def _body(item: Item, *, shows_fees: bool) -> Payload | None:
    """Return what the client reads on their page: the review as it was released with this email."""
    review = AccountReview.objects.filter(pk=item.subject_id or 0, account=item.account_id).first()
    if review is None or review.content is None or review.digest[:40] != item.subject_version:
        return None
    content = review.content if shows_fees else without_money(review.content)
    blocks = [block | {"picture": chart_of(block), "page_table": table_of(block)} for block in content["blocks"]]
    return content | {"blocks": blocks}


def _address(review_id: int) -> str:
    return reverse("reports:review", args=[review_id])
