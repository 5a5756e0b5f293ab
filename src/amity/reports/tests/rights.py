"""Findings are for those responsible for accounts or projects. The questions are for finance and directors."""

from tests.matrix.rights import (
    ACCOUNT_SEEN,
    ADMIN,
    AM,
    BY_ROLE,
    DIRECTOR,
    EXECUTIVE,
    FINANCE,
    PM,
    SIGNED_IN,
    TEAM,
    RestRights,
    Rights,
    may,
    rest,
)

PREPARES = {AM, DIRECTOR}
REPORTS = {DIRECTOR, FINANCE, EXECUTIVE}
WHOLE = BY_ROLE | PREPARES
NEW = {"period": "202604-3", "kind": "client", "every": "3"}
DRAFT, INSIDE, DONE = [{"review_id": f"{{{kind}_review_id}}"} for kind in ("account", "internal", "released")]
CLIENT_BLOCKS = (
    "goals", "delivered", "no_charge", "client_money", "invoiced", "risks", "noticed", "possible", "next", "asks"
)  # fmt: skip
OWN_BLOCKS = ("health", "margin", "projects", "over", "inside_invoiced", "inside_risks", "services_map")
READS = SIGNED_IN - {TEAM, ADMIN}
ANSWERS = {FINANCE, DIRECTOR}
READS_RETAINERS = ACCOUNT_SEEN - {TEAM}
COST = {"nonce": "0123456789abcdef0123456789abcdef", "people_cost": "90000", "heads": "12"}
TICK = {"kind": "line", "verb": "finished"}

RIGHTS: Rights = {
    "reports:found": may(get=READS),
    "reports:print_found": may(get=READS),
    "reports:agreement_file": may(
        get=READS_RETAINERS - {PM}, also=("?version=1",), where={"agreement_id": "{signed_id}"}
    ),
    "reports:statement_file": may(get=READS_RETAINERS, where={"agreement_id": "{retainer_id}"}),
    "reports:tick": may(post={"account_manager", DIRECTOR, FINANCE, PM, TEAM}, where=TICK),
    "reports:reviews": may(get=WHOLE),
    "reports:create_review": may(get=PREPARES, post=PREPARES, data=NEW),
    "reports:set_review_rhythm": may(get=PREPARES, post=PREPARES, data={"every": "3", "next_on": "2027-01-15"}),
    "reports:review": [
        may(get=WHOLE, also=("?block=asks",), where=DRAFT),
        may(get=WHOLE, where=INSIDE),
        may(get=WHOLE, where=DONE),
    ],
    "reports:review_slide": [
        *(may(get=WHOLE, where=DRAFT | {"key": key}) for key in CLIENT_BLOCKS),
        *(may(get=WHOLE, where=INSIDE | {"key": key}) for key in OWN_BLOCKS),
        may(get=WHOLE, where=DONE | {"key": "asks"}),
    ],
    "reports:edit_review": may(
        get=PREPARES, post=PREPARES, data={"held_on": "2026-12-10", "version": "2"}, where=DRAFT
    ),
    "reports:set_asks": may(get=PREPARES, post=PREPARES, data={"our_ask": "One approver", "version": "2"}, where=DRAFT),
    "reports:edit_review_block": may(
        get=PREPARES, post=PREPARES, data={"title": "A good quarter"}, where=DRAFT | {"key": "goals"}
    ),
    "reports:show_review_block": may(post=PREPARES, data={"show": "no"}, where=DRAFT | {"key": "goals"}),
    "reports:move_review_block": may(post=PREPARES, data={"to": "down"}, where=DRAFT | {"key": "goals"}),
    "reports:release_review": may(post=PREPARES, data={"version": "2"}, where=DRAFT),
    "reports:withdraw_review_release": may(post=PREPARES, data={"version": "3"}, where=DONE),
    "reports:delete_review": may(post=PREPARES, where=DRAFT),
    "reports:send_review": may(get=PREPARES, where=DONE),
    "reports:review_pdf": [may(get=WHOLE, where=DRAFT), may(get=WHOLE, where=INSIDE), may(get=WHOLE, where=DONE)],
    "reports:review_deck": [may(get=WHOLE, where=DRAFT), may(get=WHOLE, where=INSIDE), may(get=WHOLE, where=DONE)],
    "reports:portfolio_report": may(get=REPORTS),
    "reports:portfolio_pdf": may(get=REPORTS),
    "reports:portfolio_deck": may(get=REPORTS),
    "reports:questions": may(get=ANSWERS, also=("?all=1",)),
    "reports:answer_people_cost": may(post={FINANCE}, data=COST | {"weekly_hours": "40", "working_weeks": "44"}),
    "reports:try_people_cost": may(post={FINANCE}, data={"people_cost": "90000"}, trail=False),
    "reports:answer_country": may(post=ANSWERS, data={"country": "IE"}),
    "reports:try_country": may(post=ANSWERS, data={"country": "IE"}, trail=False),
    "reports:answer_payments": may(post=ANSWERS, data={"model-{project_id}": "non_billable"}, trail=False),
    "reports:answer_payment": may(post=ANSWERS, data={"model-{project_id}": "non_billable"}, trail=False),
}

V2: dict[str, object] = {"version": 2}
DRAFT_ID, DONE_ID = "{account_review_id}", "{released_review_id}"
REST: RestRights = {
    "list_account_reviews": rest(SIGNED_IN),
    "read_account_review": rest(WHOLE, review_id=DRAFT_ID),
    "read_account_review_content": rest(WHOLE, review_id=DRAFT_ID),
    "read_account_review_pdf": rest(WHOLE, review_id=DRAFT_ID),
    "read_account_review_powerpoint": rest(WHOLE, review_id=DRAFT_ID),
    "create_account_review": rest(PREPARES, {"first_month": 202604}),
    "edit_account_review": rest(PREPARES, V2 | {"held_on": "2026-12-10"}, review_id=DRAFT_ID),
    "set_account_review_asks": rest(PREPARES, V2 | {"our_ask": "One approver"}, review_id=DRAFT_ID),
    "edit_account_review_block": rest(PREPARES, {"title": "A good quarter"}, key="goals", review_id=DRAFT_ID),
    "move_account_review_block": rest(PREPARES, {"steps": 1}, key="goals", review_id=DRAFT_ID),
    "release_account_review": rest(PREPARES, V2, review_id=DRAFT_ID),
    "withdraw_account_review_release": rest(PREPARES, {"version": 3}, review_id=DONE_ID),
    "delete_account_review": rest(PREPARES, review_id=DRAFT_ID),
    "read_account_review_dates": rest(WHOLE),
    "set_account_review_dates": rest(PREPARES, {"every": 3, "next_on": "2027-01-15"}),
}
