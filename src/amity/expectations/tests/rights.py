"""Whoever works with the client keeps its expectations; who promised something says how that stands."""

from tests.matrix.rights import AM, BY_ROLE, DIRECTOR, PM, SIGNED_IN, TEAM, RestRights, Rights, may, rest

KEEPS = {AM, DIRECTOR, PM}
SEES = BY_ROLE | KEEPS | {TEAM}
SAID = {"statement": "The site is in Welsh too", "said_by_id": "{contact_id}", "said_on": "2026-11-20"}

RIGHTS: Rights = {
    "expectations:record_expectation": may(get=KEEPS, post=KEEPS, data=SAID),
    "expectations:expectation": may(get=SEES),
    "expectations:edit_expectation": may(get=KEEPS, post=KEEPS, data=SAID | {"version": "1"}),
    "expectations:move_expectation": may(
        get=KEEPS, post=KEEPS, data={"state": "at_risk", "note": "Nobody writes Welsh", "version": "1"}
    ),
}

V1 = {"version": 1}

REST: RestRights = {
    "list_expectations": rest(SIGNED_IN),
    "read_expectation": rest(SEES),
    "record_expectation": rest(
        KEEPS,
        {
            "account_id": "{account_id}",
            "statement": "In Welsh too",
            "said_by_id": "{contact_id}",
            "said_on": "2026-11-20",
        },
    ),
    "edit_expectation": rest(KEEPS, V1 | {"statement": "In Welsh as well"}),
    "move_expectation": rest(KEEPS, V1 | {"state": "at_risk", "note": "Nobody writes Welsh"}),
}
