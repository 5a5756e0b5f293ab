"""Those who work with the client record its expectations, and those who promised something update it."""

from tests.matrix.rights import AM, BY_ROLE, DIRECTOR, PM, SIGNED_IN, TEAM, RestRights, Rights, may, rest

KEEPS = {AM, DIRECTOR, PM}
SEES = BY_ROLE | KEEPS | {TEAM}
SAID = {"statement": "The site is in Welsh too", "stated_by_id": "{contact_id}", "stated_on": "2026-11-20"}

RIGHTS: Rights = {
    "expectations:record_expectation": may(get=KEEPS, post=KEEPS, data=SAID),
    "expectations:expectation": may(get=SEES),
    "expectations:edit_expectation": may(get=KEEPS, post=KEEPS, data=SAID | {"version": "1"}),
    "expectations:move_expectation": may(
        get=KEEPS, post=KEEPS, data={"state": "at_risk", "note": "Nobody writes Welsh", "version": "1"}
    ),
    "expectations:raise_conflict": may(get=KEEPS, post=KEEPS, data={"expectation_id": "{expectation_id}"}, trail=False),
    "expectations:find_conflict": may(
        get=KEEPS, post=KEEPS,
        data={
            "version": "1", "agreed": "English only", "change_order_client": "1", "change_order_agency": "3",
            "decline_client": "-4", "decline_agency": "0",
        },
    ),
    "expectations:answer_conflict": may(
        get=KEEPS, post=KEEPS, data={"version": "1", "answer": "adjust", "why": "They open in Cardiff later"}
    ),
    "expectations:close_conflict": may(
        get=KEEPS, post=KEEPS, where={"conflict_id": "{answered_conflict_id}"},
        data={"version": "2", "outcome": "Welsh in spring"},
    ),
}  # fmt: skip

V1 = {"version": 1}

REST: RestRights = {
    "list_expectations": rest(SIGNED_IN),
    "read_expectation": rest(SEES),
    "record_expectation": rest(
        KEEPS,
        {
            "account_id": "{account_id}",
            "statement": "In Welsh too",
            "stated_by_id": "{contact_id}",
            "stated_on": "2026-11-20",
        },
    ),
    "edit_expectation": rest(KEEPS, V1 | {"statement": "In Welsh as well"}),
    "list_expectation_conflicts": rest(SEES),
    "read_expectation_conflict": rest(SEES - {TEAM}),
    "record_expectation_conflict": rest(
        KEEPS,
        V1
        | {
            "agreed": "English only",
            "options": [
                {"answer": answer, "client_effect": effect, "agency_effect": 1}
                for answer, effect in (("adjust", 2), ("decline", -4))
            ],
        },
    ),
    "answer_expectation_conflict": rest(KEEPS, V1 | {"answer": "adjust", "why": "They open in Cardiff later"}),
    "close_expectation_conflict": rest(
        KEEPS, {"version": 2, "outcome": "Welsh in spring"}, conflict_id="{answered_conflict_id}"
    ),
    "change_expectation_state": rest(KEEPS, V1 | {"state": "at_risk", "note": "Nobody writes Welsh"}),
}
