"""Goals are edited by those who work with the client. A strategy is moved by its owner or the account manager."""

from tests.matrix.rights import ACCOUNT_SEEN, AM, DIRECTOR, PM, SIGNED_IN, RestRights, Rights, may, rest

KEEPS = {AM, DIRECTOR, PM}
MOVES = {AM, DIRECTOR}
V1: dict[str, object] = {"version": 1}
REVISED = {"cause": "decision", "why": "The board wants more", "title": "A fifth in the app", "target": "20"}

RIGHTS: Rights = {
    "strategy:set_goal": may(get=KEEPS, post=KEEPS, data={"title": "Fewer calls", "target": "3000", "unit": "calls"}),
    "strategy:goal": may(get=ACCOUNT_SEEN),
    "strategy:revise_goal": may(get=KEEPS, post=KEEPS, data=REVISED | {"measure": "tickets", "version": "1"}),
    "strategy:read_goal": may(
        get=KEEPS, post=KEEPS, data={"value": "9", "read_on": "2026-11-10", "source": "Ticket system"}
    ),
    "strategy:remove_reading": may(post=KEEPS),
    "strategy:add_sheet": may(get=KEEPS, post=KEEPS, data={"rows": "Goal,Date,Value\nTickets in the app,2026-10-31,9"}),
    "strategy:plan_goal": may(get=KEEPS, post=KEEPS, data={"plan": "Call the ticket hall", "version": "1"}),
    "strategy:link_goal": may(
        get=KEEPS,
        post=KEEPS,
        data={"goal_id": "{goal_id}"},
        where={"kind": "projects.project", "subject_id": "{project_id}"},
    ),
    "strategy:end_goal": may(get=KEEPS, post=KEEPS, data={"state": "reached", "why": "Read twice", "version": "1"}),
    "strategy:draft_card": may(
        get=KEEPS, post=KEEPS, data={"goal": "Take the train"}, where={"account_id": "{account_without_card_id}"}
    ),
    "strategy:card": may(get=ACCOUNT_SEEN),
    "strategy:edit_card": may(get=KEEPS, post=KEEPS, data={"goal": "Take the train", "version": "1"}),
    "strategy:move_card": may(get=MOVES, post=MOVES, data={"state": "agreed_inside", "version": "1"}),
}

REST: RestRights = {
    "list_goals": rest(SIGNED_IN),
    "read_goal": rest(ACCOUNT_SEEN),
    "set_goal": rest(KEEPS, {"account_id": "{account_id}", "title": "Fewer calls"}),
    "revise_goal": rest(KEEPS, V1 | REVISED),
    "list_goal_readings": rest(ACCOUNT_SEEN),
    "add_goal_reading": rest(KEEPS, {"value": "9", "read_on": "2026-11-10", "source": "Ticket system"}),
    "remove_goal_reading": rest(KEEPS),
    "read_goal_progress": rest(ACCOUNT_SEEN),
    "list_what_serves_a_goal": rest(ACCOUNT_SEEN),
    "link_goal": rest(KEEPS, {"kind": "projects.project", "id": "{project_id}", "goal_id": "{goal_id}"}),
    "add_goal_readings": rest(
        KEEPS, {"account_id": "{account_id}", "text": "Goal,Date,Value\nTickets in the app,2026-10-31,9"}
    ),
    "plan_goal": rest(KEEPS, V1 | {"plan": "Call the ticket hall"}),
    "end_goal": rest(KEEPS, V1 | {"state": "reached", "why": "Read twice"}),
    "list_strategies": rest(SIGNED_IN),
    "read_strategy": rest(ACCOUNT_SEEN),
    "draft_strategy": rest(KEEPS, {"account_id": "{account_without_card_id}", "goal": "Take the train"}),
    "edit_strategy": rest(KEEPS, V1 | {"goal": "Take the train"}),
    "change_strategy_status": rest(MOVES, V1 | {"state": "agreed_inside"}),
}
