"""The account's side gives, and the project manager takes. Those who see the account by role read, the team doesn't."""

from tests.matrix.rights import AM, BY_ROLE, DIRECTOR, FINANCE, PM, SIGNED_IN, RestRights, Rights, may, rest

GIVES = {AM, DIRECTOR}
SEES = BY_ROLE | {AM, DIRECTOR, PM}
OFFERED, FULL, TAKEN = ({"handoff_id": name} for name in ("{offered_id}", "{full_id}", "{taken_id}"))
FIVE = dict.fromkeys(("want", "done", "must_not", "money_date", "promise"), "In a sentence")
CONDITION = {"text": "The list is here", "owner_id": "{manager_id}", "due_on": "{by_day}", "number": "1"}
SMALL_JOB = {
    "client_words": "A page by Friday", "stated_by_id": "{contact_id}", "done_when": "Live", "budget": "900",
    "wanted_on": "{by_day}", "manager_id": "{manager_id}", "hands_over": "on",
    "promise": "nothing", "must_not": "nothing", "shown_price": "90000",
}  # fmt: skip

RIGHTS: Rights = {
    "handoff:handoffs": may(get=SIGNED_IN),
    "handoff:handoff": [may(get=SEES), may(get=SEES, where=OFFERED), may(get=SEES, where=FULL),
                        may(get=SEES, where=TAKEN)],
    "handoff:versions": may(get=SEES, where=TAKEN),
    "handoff:prepare": may(
        get=GIVES, post=GIVES, data={"kind": "small"}, where={"project_id": "{waiting_id}"}
    ),
    "handoff:begin": may(post=GIVES, where={"project_id": "{waiting_id}"}),
    "handoff:prepare_account": may(
        get={AM, DIRECTOR, FINANCE}, post={AM, DIRECTOR, FINANCE},
        data={"account_id": "{account_id}", "kind": "cover", "taker_id": "{deputy_id}", "starts_on": "{by_day}",
              "ends_on": "{by_day}"},
    ),
    "handoff:of_request": may(post=GIVES),
    "handoff:small_job": may(get=GIVES, post=GIVES, data=SMALL_JOB, also=("?want=A+page&hours=8+design",)),
    "handoff:small_job_live": may(post=GIVES, data=SMALL_JOB, trail=False),
    "handoff:former_small_job": may(get=SIGNED_IN, uncounted="a redirect"),
    "handoff:write_prompts": may(get=GIVES, post=GIVES, data=FIVE | {"then": "keep", "version": "2"}),
    "handoff:add_note": may(
        get=GIVES, post=GIVES, where=TAKEN | {"block": "must_not"},
        data={"text": "No clock", "mark": "known", "stated_by": "Dana"},
    ),
    "handoff:edit_note": may(get=GIVES, post=GIVES, data={"text": "Live", "mark": "assumed", "version": "1"}),
    "handoff:drop_note": may(post=GIVES, data={"version": "1"}),
    "handoff:offer": may(post=GIVES),
    "handoff:take_back": may(post=GIVES, where=OFFERED),
    "handoff:answer": may(post={PM}, data={"words": "One page, live on Friday.", "number": "1"}, where=OFFERED),
    "handoff:accept": may(post={PM}, data={"number": "1"}, where=FULL),
    "handoff:conditions": may(get={PM}, post={PM}, data=CONDITION, where=FULL),
    "handoff:return": may(get={PM}, post={PM}, data={"question": "Who approves?", "number": "1"}, where=FULL),
    "handoff:read_back": may(
        post={PM}, data={"key": "{read_key}", "words": "Live on 12 January", "version": "1"}, where=FULL
    ),
    "handoff:see_risk": may(
        get={PM}, post={PM}, data={"title": "The map is late", "client_effect": "3", "agency_effect": "2"}, where=FULL
    ),
    "handoff:judge": may(post=GIVES, data={"key": "{read_key}", "verdict": "agreed", "version": "1"}, where=FULL),
    "handoff:acknowledge": may(post={PM}, data={"key": "{since_key}", "digest": "{since_digest}"}, where=TAKEN),
    "handoff:finish_condition": may(post={AM, DIRECTOR, PM}),
    "handoff:raise_cap": may(
        get=GIVES, post=GIVES, data={"seconds": "16", "reason": "The kick-off is fixed"},
        where={"project_id": "{at_risk_id}"},
    ),
    "handoff:stop_work": may(
        get=GIVES | {PM}, post=GIVES | {PM}, data={"reason": "The scope is not agreed"},
        where={"project_id": "{at_risk_id}"},
    ),
}  # fmt: skip

SAID = {name: {"text": "In a sentence"} for name in FIVE}

REST: RestRights = {
    "list_handoffs": rest(SIGNED_IN),
    "read_handoff": rest(SEES),
    "prepare_handoff": rest(GIVES, {"project_id": "{waiting_id}", "kind": "small"}),
    "write_prompts": rest(GIVES, {"version": 2, "prompts": SAID}),
    "offer_handoff": rest(GIVES, {}),
    "create_small_job": rest(
        GIVES,
        {"account_id": "{account_id}", "client_words": "A page", "stated_by_id": "{contact_id}", "done_when": "Live",
         "budget": 90_000, "wanted_on": "2027-01-04", "manager_id": "{manager_id}", "hands_over": True,
         "promise": "nothing", "must_not": "nothing"},
    ),
    "withdraw_handoff": rest(GIVES, {}, handoff_id="{offered_id}"),
    "accept_small_handoff": rest({PM}, {"number": 1, "sentence": "One page."}, handoff_id="{offered_id}"),
    "accept_handoff": rest({PM}, {"number": 1}, handoff_id="{full_id}"),
    "accept_with_conditions": rest(
        {PM}, {"number": 1, "conditions": [{"text": "It is here", "owner_id": "{manager_id}", "due_on": "2027-01-01"}]},
        handoff_id="{full_id}",
    ),
    "return_handoff": rest({PM}, {"number": 1, "questions": ["Who approves?"]}, handoff_id="{full_id}"),
    "list_handoff_changes": rest(SEES, handoff_id="{taken_id}"),
    "prepare_account_handoff": rest(
        {AM, DIRECTOR, FINANCE},
        {"account_id": "{account_id}", "kind": "cover", "taker_id": "{person_id}", "starts_on": "2027-01-04",
         "ends_on": "2027-01-15"},
    ),
    "add_handoff_note": rest(GIVES, {"block": "must_not", "text": "No clock"}, handoff_id="{taken_id}"),
    "edit_handoff_note": rest(GIVES, {"version": 1, "text": "Live", "mark": "assumed"}),
    "remove_handoff_note": rest(GIVES, query="?version=1"),
    "add_read_back": rest(
        {PM}, {"key": "{read_key}", "version": 1, "words": "Live on 12 January"}, handoff_id="{full_id}"
    ),
    "decide_read_back": rest(GIVES, {"key": "{read_key}", "version": 1, "verdict": "agreed"}, handoff_id="{full_id}"),
    "acknowledge_change": rest({PM}, {"key": "{since_key}", "digest": "{since_digest}"}, handoff_id="{taken_id}"),
    "finish_condition": rest({AM, DIRECTOR, PM}, {}),
    "raise_at_risk_cap": rest(
        GIVES, {"seconds": 57_600, "reason": "The kick-off is fixed"}, project_id="{at_risk_id}"
    ),
    "stop_work": rest(GIVES | {PM}, {"reason": "The scope is not agreed"}, project_id="{at_risk_id}"),
}  # fmt: skip
