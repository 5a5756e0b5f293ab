"""Audit log labels for actions on agreements."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.agreements.deliverables.models import Deliverable
from amity.agreements.library.models import LibraryTerm
from amity.agreements.models import Agreement
from amity.agreements.named_people.models import NamedPerson
from amity.agreements.orders.models import LineChange
from amity.agreements.review.models import Review, ReviewComment, ReviewRule
from amity.agreements.sections.models import Clause
from amity.agreements.terms.models import AgreementTerm
from amity.agreements.versions.models import AgreementVersion
from amity.audit import words
from amity.audit.words import Field, Named


def agreements_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return agreements' numbers and titles, with their pages."""
    found = Agreement.objects.filter(pk__in=ids)
    return {one.pk: Named(str(one), reverse("agreements:agreement", args=[one.pk])) for one in found}


words.thing("agreements.agreement", _("agreement"), agreements_named, goes_there)
words.acts(
    "agreements",
    _("agreements"),
    {
        "agreement.opened": _("%(who)s recorded the agreement %(what)s"),
        "agreement.drafted": _("%(who)s created a draft of %(what)s"),
        "agreement.terms_agreed": _("%(who)s changed the fee terms of %(what)s"),
        "agreement.terms_said": _("%(who)s changed the terms of %(what)s"),
        "agreement.particulars_changed": _("%(who)s changed the details and dates of %(what)s"),
        "agreement.line_placed": _("%(who)s added a line to %(what)s"),
        "agreement.line_taken_out": _("%(who)s removed a line from %(what)s"),
        "agreement.clause_put": _("%(who)s saved a section of %(what)s"),
        "agreement.clauses_put": _("%(who)s pasted a document into %(what)s"),
        "agreement.clause_restored": _("%(who)s restored a deleted section of %(what)s"),
        "agreement.clause_removed": _("%(who)s deleted a section of %(what)s"),
        "agreement.deliverable_put": _("%(who)s saved a deliverable of %(what)s"),
        "agreement.deliverable_removed": _("%(who)s deleted a deliverable of %(what)s"),
        "agreement.person_named": _("%(who)s named a person in %(what)s"),
        "agreement.person_left_out": _("%(who)s removed a named person from %(what)s"),
        "agreement.submitted": _("%(who)s locked %(what)s and sent it for review"),
        "agreement.review_cleared": _("%(who)s cleared %(what)s"),
        "agreement.review_returned": _("%(who)s returned %(what)s"),
        "agreement.taken_back": _("%(who)s returned %(what)s to draft"),
        "agreement.dropped": _("%(who)s withdrew %(what)s"),
        "agreement.counsel_asked": _("%(who)s asked outside counsel about %(what)s"),
        "agreement.link_revoked": _("%(who)s withdrew a link to %(what)s"),
        "agreement.with_client": _("%(who)s recorded that %(what)s was sent to the client"),
        "agreement.signed": _("%(who)s recorded the signature of %(what)s"),
        "agreement.signed_by_client": _("%(who)s signed %(what)s"),
        "agreement.changes_asked": _("%(who)s asked for changes to %(what)s"),
        "agreement.declined_by_client": _("%(who)s declined %(what)s"),
        "agreement.renewed": _("%(who)s recorded that %(what)s was renewed"),
        "agreement.order_number_recorded": _("%(who)s changed the client PO number of %(what)s"),
        "agreement.terminated": _("%(who)s recorded that %(what)s was terminated"),
        "agreement.superseded": _("%(who)s recorded the replacement of %(what)s"),
        "agreement.in_force": _("%(who)s: %(what)s came into force"),
        "agreement.expired": _("%(who)s: %(what)s ended"),
        "agreement.change_put": _("%(who)s recorded a line change in the change order %(what)s"),
        "agreement.change_taken_out": _("%(who)s removed a change from the change order %(what)s"),
        "agreement.end_moved": _("%(who)s set the new end date in the change order %(what)s"),
        "agreement.fee_moved": _("%(who)s set the new monthly fee or hours in the change order %(what)s"),
        "agreement.changed_by_order": _("%(who)s recorded a change order to %(what)s"),
        "agreement.file_added": _("%(who)s added a file to %(what)s"),
        "agreement.file_removed": _("%(who)s deleted a file of %(what)s"),
        "agreement.library_changed": _("%(who)s changed the term library of %(what)s"),
        "agreement.rule_changed": _("%(who)s changed the review rules of %(what)s"),
    },
)
words.call(
    words.of(
        Agreement,
        "number",
        "fee_model",
        "fee",
        "cap",
        "hourly_rate",
        "overage_rate",
        "unit_price",
        "signed_on",
        "parent_id",
        "client_signer",
        "order_number",
        "renewal",
        "notice_on",
    )
    | words.of(AgreementTerm, "asked", "value", "asked_by")
    | words.of(Review, "verdict", "words", "role")
    | words.of(AgreementVersion, "sha256", "content")
    | words.of(LineChange, "order", "act")
    | words.of(NamedPerson, "side", "rule", "approves", "approves_up_to")
    | words.of(Clause, "heading")
    | words.of(ReviewComment, "text")
    | words.of(Deliverable, "level", "method")
    | words.of(ReviewRule, "key")
    | words.of(LibraryTerm, "shape", "better")
    | {
        "agreement_id": Field(_("agreement"), "agreements.agreement"),
        "discount": Field(_("discount")),
        "included_seconds": Field(_("included time"), unit="seconds"),
        "included_units": Field(_("included units")),
        "bought_seconds": Field(_("time bought"), unit="seconds"),
        "counted": Field(_("time that counts")),
        "completion_basis": Field(_("progress measured by")),
        "left_out": Field(_("skipped")),
        "no_holder": Field(_("no role holder")),
        "comments": Field(_("comments")),
        "client": Field(_("at the client")),
        "agency": Field(_("on our team")),
        "on": Field(_("date")),
        "price": Field(_("price")),
        "clause_id": Field(_("section")),
        "position": Field(_("position")),
        "headings": Field(_("headings")),
        "depth": Field(_("heading level")),
        "before_lines": Field(_("before the lines")),
        "renews_on": Field(_("renews")),
        "due": Field(_("due")),
        "due_on": Field(_("due")),
        "our_standard": Field(_("standard")),
        "must_meet": Field(_("requirements")),
        "replaces_id": Field(_("replaces")),
        "fallbacks": Field(_("fallbacks")),
        "kinds": Field(_("kinds")),
        "condition": Field(_("condition")),
        "threshold": Field(_("limit")),
        "due_hours": Field(_("working hours")),
        "is_on": Field(_("active")),
        "asks_director": Field(_("needs director review")),
        "reach": Field(_("contact details")),
        "is_key": Field(_("key")),
    }
)
