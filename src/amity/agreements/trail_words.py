"""What acts on agreements are called on the trail."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.agreements.models import Agreement, Right
from amity.audit import words
from amity.audit.words import Field, Named


def agreements_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Agreements by number and title, with their pages."""
    found = Agreement.objects.filter(pk__in=ids)
    return {one.pk: Named(str(one), reverse("agreements:agreement", args=[one.pk])) for one in found}


def rights_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Rights by what they are, with their pages."""
    found = Right.objects.filter(pk__in=ids).values_list("pk", "title")
    return {pk: Named(title, reverse("agreements:right", args=[pk])) for pk, title in found}


words.thing("agreements.agreement", _("agreement"), agreements_named, goes_there)
words.thing("agreements.right", _("right"), rights_named, goes_there)
words.acts(
    "agreements",
    _("agreements"),
    {
        "agreement.opened": _("%(who)s recorded the agreement %(what)s"),
        "agreement.drafted": _("%(who)s began a draft of %(what)s"),
        "agreement.terms_agreed": _("%(who)s said how %(what)s is paid"),
        "agreement.terms_said": _("%(who)s said the terms of %(what)s"),
        "agreement.particulars_changed": _("%(who)s changed names and days of %(what)s"),
        "agreement.line_placed": _("%(who)s put a line into %(what)s"),
        "agreement.line_taken_out": _("%(who)s took a line out of %(what)s"),
        "agreement.clause_put": _("%(who)s wrote a section of %(what)s"),
        "agreement.clauses_put": _("%(who)s pasted a document into %(what)s"),
        "agreement.clause_restored": _("%(who)s wrote a deleted section of %(what)s back"),
        "agreement.clause_removed": _("%(who)s deleted a section of %(what)s"),
        "agreement.deliverable_put": _("%(who)s said what is handed over under %(what)s"),
        "agreement.deliverable_removed": _("%(who)s took away what is handed over under %(what)s"),
        "agreement.person_named": _("%(who)s named somebody in %(what)s"),
        "agreement.person_left_out": _("%(who)s left somebody out of %(what)s"),
        "agreement.submitted": _("%(who)s froze %(what)s and sent it for review"),
        "agreement.review_cleared": _("%(who)s cleared %(what)s"),
        "agreement.review_returned": _("%(who)s returned %(what)s"),
        "agreement.taken_back": _("%(who)s took %(what)s back to a draft"),
        "agreement.dropped": _("%(who)s let %(what)s go"),
        "agreement.counsel_asked": _("%(who)s asked outside counsel about %(what)s"),
        "agreement.link_revoked": _("%(who)s withdrew a link to %(what)s"),
        "agreement.with_client": _("%(who)s recorded that the client has %(what)s"),
        "agreement.signed": _("%(who)s recorded the signature of %(what)s"),
        "agreement.renewed": _("%(who)s recorded that %(what)s was renewed"),
        "agreement.terminated": _("%(who)s recorded that %(what)s was terminated"),
        "agreement.superseded": _("%(who)s recorded what stands in the place of %(what)s"),
        "agreement.in_force": _("%(who)s: %(what)s came into force"),
        "agreement.expired": _("%(who)s: %(what)s ended"),
        "agreement.change_put": _("%(who)s put a change into the order %(what)s"),
        "agreement.change_taken_out": _("%(who)s took a change out of the order %(what)s"),
        "agreement.end_moved": _("%(who)s said a new end in the order %(what)s"),
        "agreement.fee_moved": _("%(who)s said a new monthly fee in the order %(what)s"),
        "agreement.changed_by_order": _("%(who)s recorded an order that changes %(what)s"),
        "agreement.file_added": _("%(who)s kept a file with %(what)s"),
        "agreement.file_removed": _("%(who)s deleted a file of %(what)s"),
        "agreement.library_changed": _("%(who)s changed the library of terms of %(what)s"),
        "agreement.rule_changed": _("%(who)s changed what is reviewed at %(what)s"),
        "agreement.register_switched": _("%(who)s switched the register of rights of %(what)s"),
        "right.registered": _("%(who)s registered the right %(what)s"),
        "right.changed": _("%(who)s changed the right %(what)s"),
        "right.let_go": _("%(who)s let the right %(what)s go"),
    },
)
words.call(
    {
        "agreement_id": Field(_("agreement"), "agreements.agreement"),
        "number": Field(_("number")),
        "fee_model": Field(_("fee model")),
        "fee": Field(_("fee")),
        "discount": Field(_("discount")),
        "cap": Field(_("cap")),
        "hourly_rate": Field(_("price of an hour")),
        "overage_rate": Field(_("price of an hour over")),
        "included_seconds": Field(_("included time"), unit="seconds"),
        "included_pieces": Field(_("included pieces")),
        "piece_price": Field(_("price of a piece")),
        "bought_seconds": Field(_("time bought"), unit="seconds"),
        "counted": Field(_("time that counts")),
        "completion_basis": Field(_("progress measured by")),
        "signed_on": Field(_("signed")),
        "asked": Field(_("asked")),
        "left_out": Field(_("skipped")),
        "no_holder": Field(_("without a holder")),
        "verdict": Field(_("verdict")),
        "words": Field(_("words")),
        "comments": Field(_("comments")),
        "sha256": Field(_("SHA-256")),
        "role": Field(_("role")),
        "client": Field(_("at the client")),
        "agency": Field(_("of us")),
        "on": Field(_("day")),
        "order": Field(_("order")),
        "price": Field(_("price")),
        "act": Field(_("what is done")),
        "clause_id": Field(_("section")),
        "position": Field(_("place")),
        "heading": Field(_("heading")),
        "headings": Field(_("headings")),
        "depth": Field(_("depth of the heading")),
        "before_lines": Field(_("before the lines")),
        "text": Field(_("text")),
        "value": Field(_("value")),
        "asked_by": Field(_("asked by")),
        "parent_id": Field(_("under"), "agreements.agreement"),
        "client_signer": Field(_("signs for the client")),
        "order_number": Field(_("their order number")),
        "renewal": Field(_("at the end")),
        "renews_on": Field(_("renews")),
        "notice_on": Field(_("notice by")),
        "due": Field(_("due")),
        "due_on": Field(_("due")),
        "content": Field(_("what it holds")),
        "our_standard": Field(_("standard")),
        "must_meet": Field(_("must meet")),
        "replaces_id": Field(_("replaces")),
        "fallbacks": Field(_("fallbacks")),
        "level": Field(_("least accepted")),
        "method": Field(_("how it is checked")),
        "key": Field(_("key")),
        "shape": Field(_("shape")),
        "better": Field(_("better")),
        "kinds": Field(_("kinds")),
        "condition": Field(_("condition")),
        "threshold": Field(_("limit")),
        "due_hours": Field(_("working hours")),
        "is_on": Field(_("on")),
        "asks_director": Field(_("asks a director")),
        "holder": Field(_("whose it is")),
        "territory": Field(_("where")),
        "media": Field(_("media")),
        "until": Field(_("until")),
        "side": Field(_("side")),
        "reach": Field(_("reached by")),
        "is_key": Field(_("key")),
        "rule": Field(_("how they are replaced")),
        "wanted": Field(_("still to be got")),
        "lines": Field(_("lines")),
    }
)
