"""Those who work on a project add entries. Those responsible for it or the account, and the owner, update them."""

from tests.matrix.rights import AM, BY_ROLE, DIRECTOR, FINANCE, PM, SIGNED_IN, TEAM, RestRights, Rights, may, rest

RUNS = {AM, DIRECTOR, PM}
SENDS = RUNS
RAISES = RUNS | {TEAM, FINANCE}
SEES = BY_ROLE | RUNS | {TEAM}
RISK = {"title": "One writer only", "kind": "risk", "client_effect": "2", "agency_effect": "3"}
INPUT = {"what": "Station photos", "due_on": "2026-12-01", "contact_id": "{contact_id}"}
LATE = {"state": "late", "cause": "Their photographer is ill", "version": "1"}
EMAIL: dict[str, str | list[str]] = {"subject": "Photos", "text": "Hello", "to_ids": ["{contact_id}"], "draft": "1"}
CHASE = {"chased_on": "2026-11-20", "channel": "mail"}
EXPECTED = {"statement": "In Welsh too", "stated_by_id": "{contact_id}", "stated_on": "2026-11-20"}

RIGHTS: Rights = {
    "monitoring:register": may(get=SIGNED_IN, also=("?export=csv", "?sort=-severity", "?state=going_on")),
    "monitoring:add_entry": may(get=RAISES, post=RAISES, data=RISK),
    "monitoring:add_account_entry": may(get=RUNS, post=RUNS, data=RISK),
    "monitoring:entry": may(get=SEES),
    "monitoring:edit_entry": may(get=RUNS, post=RUNS, data=RISK | {"version": "1"}),
    "monitoring:move_entry": may(
        get=RUNS, post=RUNS, data={"state": "closed", "note": "A second writer is found", "version": "1"}
    ),
    "monitoring:inputs": may(get=SIGNED_IN, also=("?export=csv", "?sort=-due_on", "?state=going_on")),
    "monitoring:ask_input": may(get=RUNS, post=RUNS, data=INPUT),
    "monitoring:ask_account_input": may(get=RUNS, post=RUNS, data=INPUT),
    "monitoring:client_input": may(get=SEES),
    "monitoring:edit_input": may(get=RUNS, post=RUNS, data=INPUT | {"version": "1"}),
    "monitoring:send_input": may(get=SENDS, post=SENDS, data=EMAIL),
    "monitoring:mark_asked": may(
        get=RUNS, post=RUNS, data={"asked_on": "2026-11-20"}, where={"input_id": "{unasked_id}"}
    ),
    "monitoring:chase_input": may(get=RUNS, post=RUNS, data=CHASE),
    "monitoring:move_input": may(get=RUNS, post=RUNS, data=LATE),
    "monitoring:send_status": may(get=SENDS, post=SENDS, data=EMAIL | {"subject": "Where we are"}),
    "monitoring:expect_on_project": may(get=RUNS, post=RUNS, data=EXPECTED),
}

V1 = {"version": 1}

REST: RestRights = {
    "list_risks": rest(SIGNED_IN),
    "read_risk": rest(SEES),
    "add_risk": rest(RAISES, {"title": "One writer only", "project_id": "{project_id}"}),
    "edit_risk": rest(RUNS, V1 | {"agency_effect": 4}),
    "change_risk_status": rest(RUNS, V1 | {"state": "closed", "note": "A second writer is found"}),
    "list_client_inputs": rest(SIGNED_IN),
    "read_client_input": rest(SEES),
    "request_client_input": rest(
        RUNS, {"what": "Station photos", "due_on": "2026-12-01", "project_id": "{project_id}"}
    ),
    "edit_client_input": rest(RUNS, V1 | {"what": "Station photos, all six"}),
    "send_client_input": rest(SENDS),
    "send_project_status": rest(SENDS),
    "chase_client_input": rest(RUNS, CHASE),
    "change_client_input_state": rest(RUNS, V1 | {"state": "late", "cause": "Their photographer is ill"}),
    "link_expectation": rest(RUNS, {"project_id": "{project_id}"}),
}
