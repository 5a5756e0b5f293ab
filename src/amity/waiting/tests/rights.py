"""Everybody sees what waits for them; an act is allowed to whom its command allows it."""

from tests.matrix.rights import AM, DIRECTOR, FINANCE, PM, SIGNED_IN, RestRights, Rights, may, rest

RUNS = {AM, DIRECTOR, PM}
MET = {"kind_key": "expectation", "item_id": "{expectation_id}", "act_key": "kept"}
DROPPED = {"kind_key": "request", "item_id": "{dropped_id}", "act_key": "done"}

RIGHTS: Rights = {
    "waiting:waiting": may(get=SIGNED_IN, also=("?kind=promise", "?kind=nothing")),
    "waiting:act": may(post=RUNS, where=MET, data={"version": "1", "back": "/waiting/"}),
    "waiting:undo": may(post=RUNS | {FINANCE}, where=DROPPED),
}

REST: RestRights = {"list_waiting": rest(SIGNED_IN, also=("?kind=promise",))}
