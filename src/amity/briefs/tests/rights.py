"""Those responsible for an account write its briefs, those who run the work read them."""

from tests.matrix.rights import (
    AM,
    BY_ROLE,
    DIRECTOR,
    EVERYBODY,
    PM,
    SIGNED_IN,
    TEAM,
    RestRights,
    Rights,
    may,
    rest,
)

SEES = BY_ROLE | {AM, DIRECTOR, PM}
WRITES = {AM, DIRECTOR}
LINE = {"line_id": "{brief_line_id}"}
BRIEF = {
    "title": "Night trains again", "door": "asked", "basis": "assumed", "seen": "-", "version": "1",
    "approver_id": "{contact_id}",
}  # fmt: skip
TOLD = {
    "version": "1",
    "step": "with_client",
    "contact_id": "{contact_id}",
    "stated_on": "2026-11-20",
    "stated_in": "mail",
}

EMAIL: dict[str, str | list[str]] = {"subject": "Brief", "text": "Hello", "to_ids": ["{contact_id}"], "draft": "1"}

RIGHTS: Rights = {
    "briefs:new_brief": may(get=WRITES, post=WRITES, data={"title": "Day trains", "door": "asked"}),
    "briefs:brief": may(counted=True, get=SEES, post=WRITES, data=BRIEF, also=("?have=40000",)),
    "briefs:buys": may(get=SEES, also=("?have=40000", "?budget_high=1000")),
    "briefs:fit": may(post=WRITES, data={"have": "9000000"}),
    "briefs:item": may(
        get=WRITES, post=WRITES, where={"item": "audience"}, data={"version": "1", "state": "assumed"}
    ),
    "briefs:fill": may(post=WRITES, trail=False),
    "briefs:for_client": may(get=SEES),
    "briefs:send_brief": may(get=WRITES, post=WRITES, data=EMAIL, also=("?prices=no",)),
    "briefs:record": may(get=WRITES, post=WRITES, data=TOLD, also=("?step=confirmed",)),
    "briefs:move": [
        may(get=WRITES, post=WRITES, where={"state": "dropped"}, data={"version": "1", "note": "too dear"}),
    ],
    "briefs:convert": may(
        get=WRITES, post=WRITES, where={"brief_id": "{confirmed_brief_id}"}, data={"version": "1", "price": "budget"}
    ),
    "briefs:start": may(get=WRITES, post=WRITES, where={"brief_id": "{note_brief_id}"}, data={"version": "1"}),
    "briefs:add_role": may(post=WRITES, data={"who": "c{contact_id}", "part": "Approves texts"}),
    "briefs:remove_role": may(post=WRITES),
    "briefs:add_line": may(post=WRITES, data={"line": "Signs 10 design"}),
    "briefs:plan_hours": may(
        post=WRITES, trail=False
    ),
    "briefs:use_template": may(post=WRITES, data={"template_id": "{template_id}"}),
    "briefs:keep_template": may(get=WRITES | {PM}, post=WRITES | {PM}, data={"name": "Another"}),
    "briefs:edit_line": may(get=WRITES, post=WRITES, where=LINE, data={"title": "Signs", "version": "1"}),
    "briefs:move_line": may(post=WRITES, where={"line_id": "{second_line_id}", "way": "up"}),
    "briefs:remove_line": may(post=WRITES, where=LINE),
    "briefs:restore_line": may(post=WRITES, where={"line_id": "{removed_line_id}"}),
    "briefs:ask": may(
        get=WRITES, post=WRITES, where=LINE,
        data={"person_id": "{manager_id}", "discipline_id": "{discipline_id}", "due_on": "2026-11-27"},
    ),
    "briefs:asked": may(get=SIGNED_IN),
    "briefs:answer": may(get={TEAM}, post={TEAM}, data={"hours": "5"}),
    "briefs:ask_again": may(get=WRITES, post=WRITES, data={"due_on": "2026-11-30"}),
    "briefs:take": may(post=WRITES, where={"hours_request_id": "{answered_id}"}),
    "briefs:withdraw": may(post=WRITES),
    "briefs:answer_by_link": may(
        get=EVERYBODY, post=EVERYBODY, where={"token": "{hours_token}"}, data={"hours": "5"}
    ),
    "briefs:templates": may(get=SIGNED_IN),
    "briefs:retire_template": may(post={AM, DIRECTOR, PM, "outsider"}),
}  # fmt: skip

REST: RestRights = {
    "list_briefs": rest(SIGNED_IN, also=("?state=draft&account_id={account_id}",)),
    "read_brief": rest(SEES),
    "create_brief": rest(WRITES, {"account_id": "{account_id}", "title": "By machine", "budget_high": 100}),
    "send_brief": rest(WRITES, {"prices": False}),
    "edit_brief": rest(WRITES, {"version": 1, "audience": "travellers"}),
    "prefill_brief": rest(WRITES, trail=False),
    "set_item_basis": rest(WRITES, {"version": 1, "state": "assumed"}, item="audience"),
    "change_brief_status": rest(WRITES, {"version": 1, "state": "with_client", "stated_in": "mail"}),
    "convert_brief": rest(WRITES, {"version": 1, "price": "budget"}, brief_id="{confirmed_brief_id}"),
    "add_brief_line": rest(WRITES, {"title": "Signs"}),
    "edit_brief_line": rest(WRITES, {"version": 1, "title": "Other signs"}),
    "request_hours": rest(
        WRITES, {"person_id": "{manager_id}", "discipline_id": "{discipline_id}", "due_on": "2026-11-27"}
    ),
    "answer_hours_request": rest({TEAM}, {"seconds": 3600}),
    "list_hours_requests": rest(SIGNED_IN),
    "repeat_hours_request": rest(WRITES, {"due_on": "2026-11-30"}),
    "withdraw_hours_request": rest(WRITES),
    "apply_hours_answer": rest(WRITES, hours_request_id="{answered_id}"),
    "add_brief_role": rest(WRITES, {"part": "Approves texts", "contact_id": "{contact_id}"}),
    "remove_brief_role": rest(WRITES),
    "move_brief_line": rest(WRITES, {"up": True}, brief_line_id="{second_line_id}"),
    "remove_brief_line": rest(WRITES),
    "restore_brief_line": rest(WRITES, brief_line_id="{removed_line_id}"),
    "apply_line_template": rest(WRITES, {"template_id": "{template_id}"}),
    "read_budget_fit": rest(SEES, query="?amount=4000000"),
    "apply_budget_fit": rest(WRITES, {"amount": 4_000_000}),
    "list_line_templates": rest(SIGNED_IN),
    "save_line_template": rest(WRITES | {PM}, {"brief_id": "{brief_id}", "name": "Another"}),
    "retire_line_template": rest({AM, DIRECTOR, PM, "outsider"}, {"retired": True}),
}
