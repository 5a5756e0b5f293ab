"""Who may read and change conversations. Anyone who sees an account adds a note of a talk."""

from tests.matrix.rights import ACCOUNT_SEEN, AM, BY_ROLE, DIRECTOR, PM, SIGNED_IN, RestRights, Rights, may, rest

KEEPS = {AM, DIRECTOR, PM}
READS = BY_ROLE | KEEPS
HELD = {"kind": "call", "held_on": "2026-11-20", "held_time": "09:00", "text": "Good call"}
POINT = {"mark": "request", "text": "Six more stations"}
CLOSING = {"closed_because": "Quoted as a change order", "version": "1"}
NOTE = {"note_id": "{talk_note_id}"}
REQUEST = {"request_id": "{client_request_id}"}

RIGHTS: Rights = {
    "conversations:notes": may(get=SIGNED_IN, also=("?export=csv", "?sort=-held_at", "?text=call")),
    "conversations:choose_account": may(get=SIGNED_IN),
    "conversations:record_note": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, data=HELD),
    "conversations:read_note": may(post=ACCOUNT_SEEN, data=HELD, trail=False),
    "conversations:note": may(get=READS, where=NOTE),
    "conversations:edit_note": may(get=KEEPS, post=KEEPS, data=HELD | {"version": "1"}, where=NOTE),
    "conversations:add_point": may(get=KEEPS, post=KEEPS, data=POINT, where=NOTE),
    "conversations:close_request": may(get=KEEPS, post=KEEPS, data=CLOSING, where=REQUEST),
    "conversations:reopen_request": may(
        post=KEEPS, data={"version": "2"}, where={"request_id": "{closed_client_request_id}"}
    ),
}

V1: dict[str, object] = {"version": 1}

REST: RestRights = {
    "list_notes": rest(SIGNED_IN),
    "read_note": rest(READS, note_id="{talk_note_id}"),
    "record_note": rest(
        ACCOUNT_SEEN, {"account_id": "{account_id}", "held_at": "2026-11-20T09:00:00Z", "text": "Good call"}
    ),
    "edit_note": rest(KEEPS, V1 | {"text": "Very good call"}, note_id="{talk_note_id}"),
    "list_client_requests": rest(SIGNED_IN),
    "read_client_request": rest(READS, request_id="{client_request_id}"),
    "close_client_request": rest(
        KEEPS, V1 | {"closed_because": "Quoted as a change order"}, request_id="{client_request_id}"
    ),
}
