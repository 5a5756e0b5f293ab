"""Everyone on an account reads its duties, those responsible change them, and directors change the default."""

from tests.matrix.rights import ACCOUNT_SEEN, ADMIN, AM, DIRECTOR, PM, RestRights, Rights, may, rest

ANSWERS = {AM, DIRECTOR}
DEFAULT = {DIRECTOR, ADMIN}
KEEPS = ANSWERS | {PM}
QUESTIONS = {"preset": "pm", "writes": "working", "extra": "am", "version": "1"}
AS_USUAL = {"writes": "usual", "extra": "usual"}
DUTY = {"kind": "distinct", "role": "director", "client": "sponsor", "version": "1"}
PLAN = {"duty": "plan"}
GOAL = {"statement": "Half of all tickets in the app", "target": "20", "version": "1"}

RIGHTS: Rights = {
    "charter:account": may(get=ACCOUNT_SEEN, also=("?show=shared", "?show=changed")),
    "charter:answer": may(get=ANSWERS, post=ANSWERS, data=QUESTIONS | AS_USUAL),
    "charter:duty": may(get=ANSWERS, post=ANSWERS, data=DUTY, where=PLAN),
    "charter:reset": may(post=ANSWERS, data={"version": "1"}, where={"duty": "complaint"}),
    "charter:objectives": may(get=ACCOUNT_SEEN),
    "charter:set_objective": may(get=ANSWERS, post=ANSWERS, data=GOAL | {"kind": "client_goal"}),
    "charter:edit_objective": may(get=ANSWERS, post=ANSWERS, data=GOAL),
    "charter:read_objective": may(get=KEEPS, post=KEEPS, data={"value": "9", "read_on": "2026-11-20"}),
    "charter:drop_objective": may(get=ANSWERS, post=ANSWERS, data={"because": "They merged.", "version": "1"}),
    "charter:default": may(counted=True, get=DEFAULT, post=DEFAULT, data=QUESTIONS),
    "charter:default_duty": may(get=DEFAULT, post=DEFAULT, data=DUTY, where=PLAN),
    "charter:reset_default": may(post=DEFAULT, data={"version": "1"}, where={"duty": "complaint"}),
}

REST: RestRights = {
    "list_duties": rest(ACCOUNT_SEEN),
    "list_objectives": rest(ACCOUNT_SEEN),
    "set_objective": rest(ANSWERS, {"kind": "client_goal", "statement": "Half of all tickets in the app"}),
    "add_objective_reading": rest(KEEPS, {"value": "9", "read_on": "2026-11-20"}),
}
