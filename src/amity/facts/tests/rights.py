"""Those responsible for an account record and ask, the colleague asked answers, and no one else sees it."""

from tests.matrix.rights import AM, BY_ROLE, DIRECTOR, SIGNED_IN, TEAM, RestRights, Rights, may, rest

STATES = {AM, DIRECTOR}
FIELD = {"kind": "accounts.account", "subject_id": "{account_id}", "field": "duty.plan"}
SAID = {"value": "Piotr", "state": "known", "version": "1"}

RIGHTS: Rights = {
    "facts:questions": may(get=SIGNED_IN),
    "facts:answer": may(get=STATES | {TEAM}, post=STATES | {TEAM}, data=SAID),
    "facts:take_over": may(post=STATES, data={"version": "1"}),
    "facts:withdraw": may(post=STATES, data={"version": "1"}),
    "facts:state": may(get=STATES, post=STATES, data=SAID | {"stated_by": "Dana", "version": "0"}, where=FIELD),
    "facts:ask": may(
        get=STATES, post=STATES, data={"owner_id": "{person_id}", "due_on": "{due_on}", "version": "0"}, where=FIELD
    ),
}

REST: RestRights = {
    "list_facts": rest(STATES | BY_ROLE, query="?kind=accounts.account&subject_id={account_id}"),
    "list_questions": rest(SIGNED_IN),
    "answer_question": rest(STATES | {TEAM}, {"version": 1, "value": "Piotr"}),
}
