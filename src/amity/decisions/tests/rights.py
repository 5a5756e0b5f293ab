"""Who may prepare, advise on and make decisions."""

from tests.matrix.rights import ACCOUNT_SEEN, AM, DIRECTOR, EVERYBODY, PM, SIGNED_IN, RestRights, Rights, may, rest

PREPARES = {AM, DIRECTOR, PM}
DECIDES = {AM, DIRECTOR}
VALUE = {"question": "Do we launch in Welsh too?"}
OPTION = {"title": "Later", "client_relationship": "1", "agency_relationship": "2"}
OPTION_REST: dict[str, object] = {"title": "Later", "client_relationship": 1, "agency_relationship": 2}
FACT = {"text": "English only", "state": "known", "source": "SOW-14"}
V1: dict[str, object] = {"version": 1}
V2: dict[str, object] = {"version": 2}
CONFIRMED = {"stated_by_id": "{contact_id}", "stated_on": "2026-11-20", "stated_in": "call"}
INFORMED = {"informed_on": "2026-11-20"}
OUTCOME = {"outcome": "better", "lesson": "Ask first"}
MADE: dict[str, str] = {"decision_id": "{made_decision_id}"}
OWN_OPTION, OWN_FACT = {"option_id": "{decision_option_id}"}, {"fact_id": "{decision_fact_id}"}

RIGHTS: Rights = {
    "decisions:decisions": may(get=SIGNED_IN, also=("?state=open&find=welsh", "?outcome=better", "?export=csv")),
    "decisions:open_decision": may(get=PREPARES, post=PREPARES, data=VALUE),
    "decisions:decide_at_once": may(get=PREPARES, post=DECIDES, data=VALUE | OPTION | {"why": "Both win"}),
    "decisions:decision": may(get=ACCOUNT_SEEN),
    "decisions:edit_decision": may(get=PREPARES, post=PREPARES, data=VALUE | {"version": "1"}),
    "decisions:add_option": may(get=PREPARES, post=PREPARES, data=OPTION),
    "decisions:edit_option": may(get=PREPARES, post=PREPARES, data=OPTION, where=OWN_OPTION),
    "decisions:remove_option": may(post=PREPARES, where=OWN_OPTION),
    "decisions:add_fact": may(get=PREPARES, post=PREPARES, data=FACT),
    "decisions:edit_fact": may(get=PREPARES, post=PREPARES, data=FACT, where=OWN_FACT),
    "decisions:remove_fact": may(post=PREPARES, where=OWN_FACT),
    "decisions:ask": may(get=PREPARES, post=PREPARES, data={"person_id": "{person_id}", "role": "expert"}),
    "decisions:answer": may(get={AM}, post={AM}, data={"words": "The first", "version": "1"}),
    "decisions:by_link": may(
        get=EVERYBODY, post=EVERYBODY, data={"words": "The first"}, where={"token": "{advice_token}"}, link=True
    ),
    "decisions:confirm": may(get=PREPARES, post=PREPARES, data=CONFIRMED | {"version": "1"}),
    "decisions:decide": may(
        get=DECIDES, post=DECIDES, data={"option_id": "{decision_option_id}", "why": "Both win", "version": "1"}
    ),
    "decisions:reopen": may(post=DECIDES, data={"version": "2"}, where=MADE),
    "decisions:send": may(get=PREPARES, where=MADE),
    "decisions:inform": may(
        get=PREPARES,
        post=PREPARES,
        data=INFORMED | {"informed_who": "Helen", "informed_how": "call", "version": "2"},
        where=MADE,
    ),
    "decisions:review": may(get=PREPARES, post=PREPARES, data=OUTCOME | {"version": "2"}, where=MADE),
    "decisions:decide_conflict": may(post=PREPARES),
    "decisions:decide_request": may(post=PREPARES),
}

REST: RestRights = {
    "list_decisions": rest(SIGNED_IN),
    "read_decision": rest(ACCOUNT_SEEN),
    "open_decision": rest(PREPARES, VALUE | {"account_id": "{account_id}"}),
    "decide_conflict": rest(PREPARES),
    "open_request_decision": rest(PREPARES),
    "edit_decision": rest(PREPARES, V1 | VALUE),
    "edit_decision_option": rest(PREPARES, {"title": "Next year"}, option_id="{decision_option_id}"),
    "remove_decision_option": rest(PREPARES, option_id="{decision_option_id}"),
    "edit_decision_fact": rest(PREPARES, {"state": "assumed"}, fact_id="{decision_fact_id}"),
    "remove_decision_fact": rest(PREPARES, fact_id="{decision_fact_id}"),
    "add_decision_option": rest(PREPARES, OPTION_REST),
    "add_decision_fact": rest(PREPARES, FACT),
    "ask_about_decision": rest(PREPARES, {"person_id": "{person_id}"}),
    "answer_about_decision": rest({AM}, V1 | {"words": "The first"}),
    "confirm_decision": rest(PREPARES, V1 | CONFIRMED),
    "decide": rest(DECIDES, V1 | {"option_id": "{decision_option_id}", "why": "Both win"}),
    "inform_about_decision": rest(
        PREPARES, V2 | INFORMED | {"who": "Helen", "how": "call"}, decision_id="{made_decision_id}"
    ),
    "review_decision": rest(PREPARES, V2 | OUTCOME, decision_id="{made_decision_id}"),
}
