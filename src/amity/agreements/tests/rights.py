"""Those who see fees and can write lines for the account make agreements. Others read without amounts.

Reviews are for their role only, and never for the author. Settings are for those who review or look after them.
"""

from collections.abc import Mapping

from tests.matrix.rights import (
    ACCOUNT_SEEN,
    ADMIN,
    AM,
    BUSINESS,
    DIRECTOR,
    EVERYBODY,
    FINANCE,
    LEGAL,
    PM,
    SIGNED_IN,
    TEAM,
    May,
    RestRights,
    Rights,
    may,
    rest,
)

Data = dict[str, str | list[str]]
WRITES = {AM, DIRECTOR, FINANCE}
SEES = ACCOUNT_SEEN - {TEAM}
PAPERS = SEES - {PM}
"""People who see agreements without a project."""
KEEPS = WRITES | {BUSINESS, LEGAL}
REVIEW = {BUSINESS, LEGAL, DIRECTOR}
SETS = REVIEW | {ADMIN}
EMAIL: Data = {"subject": "To sign", "text": "Attached", "to_ids": ["{contact_id}"], "draft": "1"}
DRAFT: dict[str, str] = {"agreement_id": "{draft_id}"}
RECORDED: Data = {"on": "2026-11-20", "client": "Cleo", "agency": "Mara", "note": "by hand"}
TERM: Data = {
    "label": "Data", "shape": "text", "unit": "", "standard": "by contract", "fallbacks": "", "better": "",
    "kinds": ["sow"], "version": "0",
}  # fmt: skip
RULE: Data = {
    "role": "legal",
    "condition": "always",
    "threshold": "",
    "kinds": ["nda"],
    "due_hours": "8",
    "version": "0",
}


def writes(where: Mapping[str, str], data: Mapping[str, str | list[str]], *, get: bool = True) -> May:
    """Return the rights of a page for those who can write the agreement."""
    return may(get=WRITES if get else (), post=WRITES, data=data, where=where)


RIGHTS: Rights = {
    "agreements:agreements": may(get=SIGNED_IN, also=("?kind=sow&state=going", "?ahead=90", "?export=csv")),
    "agreements:open_agreement": may(get=ACCOUNT_SEEN, post=WRITES, data={"title": "Next year"}),
    "agreements:draft_agreement": may(get=WRITES, post=WRITES, data={"kind": "msa", "title": "Frame", "parent_id": ""}),
    "agreements:agreement": [
        may(get=SEES), may(get=PAPERS, where=DRAFT), may(get=PAPERS, where={"agreement_id": "{reviewed_id}"}),
        may(get=PAPERS, where={"agreement_id": "{order_id}"}), may(get=PAPERS, where={"agreement_id": "{signed_id}"}),
    ],
    "agreements:agree_terms": may(
        get=WRITES, post=WRITES,
        data={
            "fee_model": "time_and_materials", "currency": "EUR", "hourly_rate": "120", "counted": "all",
            "completion_basis": "cost", "version": "1",
        },
    ),
    "agreements:change_particulars": writes(
        DRAFT, {"title": "Other", "renewal": "none", "version": "{draft_version}", "parent_id": ""}
    ),
    "agreements:say_terms": writes(DRAFT, {"payment.value": "60", "version": "{draft_version}"}),
    "agreements:add_line": may(
        get=WRITES, post=WRITES, data={"number": "C1", "title": "Prototype", "unit": "hour", "planned_seconds": "8"}
    ),
    "agreements:set_line_terms": writes(DRAFT | {"line_id": "{draft_line_id}"}, {"unit": "hour", "rate": "99"}),
    "agreements:take_line_out": writes(DRAFT | {"line_id": "{draft_line_id}"}, {}, get=False),
    "agreements:put_clause": writes(DRAFT, {"kind": "scope", "text": "All of it", "version": "{draft_version}"}),
    "agreements:paste_document": writes(
        DRAFT,
        {
            "count": "1", "place": "20", "digest": "", "version": "{draft_version}", "use.0": "own", "kind.0": "scope",
            "heading.0": "1 Scope", "text.0": "All of it", "level.0": "1",
        },
    ),
    "agreements:change_clause": writes(DRAFT, {"kind": "scope", "text": "Less", "version": "{draft_version}"}),
    "agreements:remove_clause": writes(DRAFT, {}, get=False),
    "agreements:restore_clause": writes(DRAFT | {"clause_id": "{deleted_clause_id}"}, {}, get=False),
    "agreements:put_deliverable": writes(DRAFT, {"title": "Report", "version": "{draft_version}"}),
    "agreements:change_deliverable": writes(DRAFT, {"title": "Report", "version": "{draft_version}"}),
    "agreements:remove_deliverable": writes(DRAFT, {}, get=False),
    "agreements:name_person": writes(
        DRAFT, {"side": "agency", "role": "Project manager", "name": "Piet", "version": "{draft_version}"}
    ),
    "agreements:change_named": writes(
        DRAFT, {"side": "client", "role": "Product owner", "name": "Cleo", "version": "{draft_version}"}
    ),
    "agreements:remove_named": writes(DRAFT, {}, get=False),
    "agreements:submit": writes(DRAFT, {"version": "{draft_version}"}, get=False),
    "agreements:take_back": writes(
        {"agreement_id": "{cleared_id}"}, {"reason": "A line is missing", "version": "{cleared_version}"}
    ),
    "agreements:drop": writes(DRAFT, {"reason": "Nobody wants it", "version": "{draft_version}"}),
    "agreements:send_agreement": writes(
        {"agreement_id": "{cleared_id}"}, EMAIL
    ),
    "agreements:record": [
        writes(
            {"agreement_id": "{cleared_id}"}, RECORDED | {"step": "with_client", "version": "{cleared_version}"}
        ),
        writes({"agreement_id": "{given_id}"}, RECORDED | {"step": "signed", "version": "{given_version}"}),
    ],
    "agreements:former_with_client": may(get=SIGNED_IN, where=DRAFT, uncounted="a redirect"),
    "agreements:former_signature": may(get=SIGNED_IN, where=DRAFT, uncounted="a redirect"),
    "agreements:renew": writes(
        {"agreement_id": "{signed_id}"}, RECORDED | {"renews_on": "2028-06-30", "version": "{signed_version}"}
    ),
    "agreements:record_order_number": writes(
        {"agreement_id": "{signed_id}"}, {"order_number": "PO-7", "version": "{signed_version}"}
    ),
    "agreements:terminate": writes({"agreement_id": "{signed_id}"}, RECORDED | {"version": "{signed_version}"}),
    "agreements:supersede": writes(
        {"agreement_id": "{signed_id}"}, RECORDED | {"version": "{signed_version}", "successor_id": "{agreement_id}"}
    ),
    "agreements:add_file": may(get=WRITES, post=WRITES, files={"file": "export.csv"}),
    "agreements:remove_file": writes({"agreement_id": "{signed_id}", "file_id": "{paper_id}"}, {}, get=False),
    "agreements:version": may(
        get=PAPERS, where={"agreement_id": "{signed_id}", "number": "1"}, also=("?from=1", "?from=x")
    ),
    "agreements:draft_order": writes({"agreement_id": "{signed_id}"}, {"title": "More"}),
    "agreements:put_change": writes(
        {"agreement_id": "{order_id}"}, {"act": "added", "number": "10", "title": "Film", "unit": "fixed"}
    ),
    "agreements:take_change_out": writes({"agreement_id": "{order_id}"}, {}, get=False),
    "agreements:set_new_end": writes(
        {"agreement_id": "{order_id}"}, {"ends_on": "2027-06-30", "version": "{order_version}"}
    ),
    "agreements:set_new_monthly": writes(
        {"agreement_id": "{fee_order_id}"}, {"fee": "9000", "from_day": "2027-01-01", "version": "{fee_order_version}"}
    ),
    "agreements:queue": may(get=REVIEW),
    "agreements:review": may(get=PAPERS, post={LEGAL}, data={"verdict": "returned", "words": "No"}, counted=True),
    "agreements:ask_counsel": may(
        get=WRITES | {LEGAL}, post=WRITES | {LEGAL}, data={"name": "Lena", "mail": "lena@other.example"}
    ),
    "agreements:revoke_link": may(post=WRITES | {LEGAL}, where={"link_id": "{guest_link_id}"}),
    "agreements:counsel": may(
        get=EVERYBODY, post=EVERYBODY, data={"verdict": "cleared", "words": ""}, where={"token": "{counsel_token}"},
        link=True,
    ),
    "agreements:settings": may(get=SETS),
    "agreements:new_term": may(get=REVIEW, post=REVIEW, data=TERM),
    "agreements:say_term": may(get=REVIEW, post=REVIEW, data=TERM, where={"key": "payment"}),
    "agreements:new_rule": may(get={DIRECTOR, ADMIN}, post={DIRECTOR, ADMIN}, data=RULE),
    "agreements:say_rule": may(
        get={DIRECTOR, ADMIN}, post={DIRECTOR, ADMIN}, data=RULE, where={"key": "legal-paper"}
    ),
    "agreements:switch_rights": may(post={DIRECTOR, ADMIN}, data={"is_on": "no", "version": "1"}),
}  # fmt: skip

REST: RestRights = {
    "list_agreements": rest(SIGNED_IN),
    "read_agreement": rest(SEES),
    "list_lines": rest(SIGNED_IN),
    "read_line": rest(SEES),
    "add_line": rest(
        WRITES,
        {
            "agreement_id": "{agreement_id}", "number": "C1", "title": "Prototype",
            "terms": {"valid_from": "2026-11-01", "rate": "95", "planned_seconds": 28800},
        },
    ),
    "draft_agreement": rest(WRITES, {"account_id": "{account_id}", "kind": "sow", "title": "Next"}),
    "read_agreement_terms": rest(SEES),
    "set_agreement_terms": rest(
        WRITES, {"version": "{draft_version}", "terms": {"payment": "45"}}, agreement_id="{draft_id}"
    ),
    "change_agreement_status": rest(
        WRITES, {"version": "{draft_version}", "to": "in_review"}, agreement_id="{draft_id}"
    ),
    "set_agreement_details": rest(WRITES, {"version": "{draft_version}", "title": "Other"}, agreement_id="{draft_id}"),
    "renew_agreement": rest(
        WRITES, {"version": "{signed_version}", "renews_on": "2028-06-30"}, agreement_id="{signed_id}"
    ),
    "record_order_number": rest(
        WRITES, {"version": "{signed_version}", "order_number": "PO-7"}, agreement_id="{signed_id}"
    ),
    "list_versions": rest(PAPERS, agreement_id="{signed_id}"),
    "list_sections": rest(SEES),
    "add_sections": rest(
        WRITES, {"version": "{draft_version}", "document": "1 Scope\n\nSix screens."}, agreement_id="{draft_id}"
    ),
    "set_agreement_fees": rest(
        WRITES, {"version": "{draft_version}", "fee_model": "fixed", "currency": "EUR", "fee": 5000},
        agreement_id="{draft_id}",
    ),
    "list_deliverables": rest(SEES),
    "add_deliverable": rest(WRITES, {"version": "{draft_version}", "title": "Report"}, agreement_id="{draft_id}"),
    "list_named_people": rest(SEES),
    "add_named_person": rest(
        WRITES, {"version": "{draft_version}", "side": "agency", "role": "Project manager", "name": "Piet"},
        agreement_id="{draft_id}",
    ),
    "list_files": rest(PAPERS, agreement_id="{signed_id}"),
    "attach_file": rest(WRITES, file="paper.pdf", agreement_id="{signed_id}"),
    "list_reviews": rest(SIGNED_IN),
    "decide_review": rest({LEGAL}, {"verdict": "cleared"}),
    "read_client_signature": rest(PAPERS, agreement_id="{signed_id}"),
    "send_agreement": rest(WRITES, agreement_id="{cleared_id}"),
    "draft_order": rest(WRITES, {"title": "More"}, agreement_id="{signed_id}"),
    "add_order_change": rest(
        WRITES, {"act": "added", "number": "11", "title": "Film", "rate": "95"}, agreement_id="{order_id}"
    ),
    "set_new_monthly": rest(
        WRITES, {"version": "{fee_order_version}", "fee": 900000, "from_day": "2027-01-01"},
        agreement_id="{fee_order_id}",
    ),
    "add_line_terms": rest(WRITES, {"valid_from": "2026-11-02", "planned_seconds": 36000, "source": "change_order"}),
}  # fmt: skip
