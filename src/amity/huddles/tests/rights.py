"""The two and the stand-in hold a huddle, the director reads it; whoever sees the whole account its surprise rate."""

from tests.matrix.rights import AM, BY_ROLE, DIRECTOR, PM, SIGNED_IN, RestRights, Rights, may, rest

TWO = {AM, PM}
READS = TWO | {DIRECTOR}
SURPRISES = BY_ROLE | READS
HEAR = {"kind": "hear", "item": "{unheard_id}"}
PAIR = {"manager_id": "{manager_id}", "partner_id": "{partner_id}"}

RIGHTS: Rights = {
    "huddles:huddles": may(get=SIGNED_IN, also=("?sort=-left", "?view=held", "?whose=all&export=csv")),
    "huddles:open_huddle": may(post=TWO, data=PAIR),
    "huddles:huddle": may(get=READS),
    "huddles:numbers": may(get=READS),
    "huddles:start_huddle": may(post=TWO),
    "huddles:add_point": may(get=TWO, post=TWO, data={"title": "Who presents on Thursday"}),
    "huddles:take_point": may(post=TWO, where=HEAR),
    "huddles:choose_owner": may(get=TWO, post=TWO, where=HEAR, data={"owner_id": "{partner_id}"}),
    "huddles:settle_point": may(post=TWO, where=HEAR),
    "huddles:reopen_point": may(post=TWO, where=HEAR),
    "huddles:tick_follow_up": may(post=TWO, data={"finished": "on", "version": "1"}),
    "huddles:surprises": may(get=SURPRISES),
}

REST: RestRights = {
    "list_huddles": rest(SIGNED_IN),
    "read_huddle": rest(READS),
    "open_huddle": rest(TWO, PAIR),
    "start_huddle": rest(TWO),
    "add_huddle_point": rest(TWO, {"title": "Who presents on Thursday"}),
    "take_huddle_point": rest(TWO, {}, kind="hear", item="{unheard_id}"),
    "settle_huddle_point": rest(TWO, kind="hear", item="{unheard_id}"),
    "reopen_huddle_point": rest(TWO, kind="hear", item="{unheard_id}"),
    "finish_follow_up": rest(TWO, {"version": 1}),
    "reopen_follow_up": rest(TWO, follow_up_id="{done_follow_up_id}"),
    "read_surprise_rate": rest(SURPRISES),
}
