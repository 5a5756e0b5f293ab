"""Who may read and change conversations. Anyone who sees an account adds a note and passes things on there."""

from tests.matrix.rights import (
    ACCOUNT_SEEN,
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

SEES = BY_ROLE | {AM, DIRECTOR, PM, TEAM}
DECIDES = {AM, DIRECTOR}
CHANGES = DECIDES | {PM, TEAM}
PASSED = {"text": "Six more stations", "other_id": "{person_id}"}
TO_DO = {"what": "Send the page list", "who": "colleague-{person_id}"}
RAISED = {"text": "The sandbox was down"}
KEEPS = {AM, DIRECTOR, PM}
READS = BY_ROLE | KEEPS
WHOLE = BY_ROLE | {AM, DIRECTOR}
HELD = {"kind": "call", "held_on": "2026-11-20", "held_time": "09:00", "text": "Good call"}
POINT = {"mark": "request", "text": "Six more stations"}
NOTE = {"note_id": "{talk_note_id}"}

RIGHTS: Rights = {
    "conversations:notes": may(get=SIGNED_IN, also=("?export=csv", "?sort=-held_at", "?text=call")),
    "conversations:choose_account": may(get=SIGNED_IN),
    "conversations:record_note": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, data=HELD),
    "conversations:read_note": may(post=ACCOUNT_SEEN, data=HELD, trail=False),
    "conversations:note": may(get=READS, where=NOTE),
    "conversations:edit_note": may(get=KEEPS, post=KEEPS, data=HELD | {"version": "1"}, where=NOTE),
    "conversations:add_point": may(get=KEEPS, post=KEEPS, data=POINT, where=NOTE),
    "conversations:transcript": may(get=READS, where=NOTE, also=("?page=2",)),
    "conversations:download_transcript": may(get=READS, where=NOTE),
    "conversations:delete_transcript": may(post=KEEPS, where=NOTE),
    "conversations:add_email_point": may(get=KEEPS, post=KEEPS, data=POINT),
    "conversations:before_contact": may(get=WHOLE),
    "conversations:before_meeting": may(get=WHOLE),
    "conversations:note_meeting": may(get=WHOLE, uncounted="it leads to the note or its form"),
    "conversations:own_emails": may(get=SIGNED_IN, post=SIGNED_IN, data={}, trail=False),
    "conversations:close_day": may(get=SIGNED_IN, post=SIGNED_IN, data={"close": "1"}),
    "conversations:pass_on": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, data=PASSED),
    "conversations:raise_on_account": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, data=RAISED),
    "conversations:raise_on_project": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, data=RAISED),
    "conversations:raise_entry": may(get=SEES, post=SEES, data=RAISED),
    "conversations:passed": may(get=SEES),
    "conversations:answer_passed": [
        may(get={TEAM}, post={TEAM}, where={"answer": "acknowledged"}, data={"version": "1"}),
        may(get=DECIDES, post=DECIDES, where={"answer": "not_for_team"}, data={"version": "1"}),
        may(
            get=DECIDES, post=DECIDES, where={"answer": "client_knows", "passed_id": "{raised_id}"},
            data={"version": "1", "how": "call"},
        ),
        may(
            get=DECIDES, post=DECIDES, where={"answer": "kept_back", "passed_id": "{raised_id}"},
            data={"version": "1", "because": "Fixed before they noticed"},
        ),
    ],
    "conversations:actions": may(get=SIGNED_IN),
    "conversations:action": may(get=SEES),
    "conversations:edit_action": may(
        get=CHANGES, post=CHANGES, data={"version": "1", "what": "Send both lists", "who": "colleague-{person_id}"}
    ),
    "conversations:finish_action": may(post=CHANGES, data={"version": "1"}),
    "conversations:reopen_action": may(post=CHANGES, where={"action_id": "{done_action_id}"}),
    "conversations:add_action": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, data=TO_DO),
    "conversations:add_project_action": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, data=TO_DO),
    "conversations:own_feed": may(get=SIGNED_IN, post=SIGNED_IN),
    "conversations:revoke_feed": may(post=SIGNED_IN, trail=False),
    "conversations:feed": may(get=EVERYBODY, link=True),
    "conversations:reopen_passed": may(post=DECIDES, where={"passed_id": "{told_id}"}),
}  # fmt: skip

V1: dict[str, object] = {"version": 1}

REST: RestRights = {
    "list_notes": rest(SIGNED_IN),
    "read_note": rest(READS, note_id="{talk_note_id}"),
    "record_note": rest(
        ACCOUNT_SEEN, {"account_id": "{account_id}", "held_at": "2026-11-20T09:00:00Z", "text": "Good call"}
    ),
    "edit_note": rest(KEEPS, V1 | {"text": "Very good call"}, note_id="{talk_note_id}"),
    "read_transcript": rest(READS, note_id="{talk_note_id}"),
    "list_transcript_candidates": rest(READS, note_id="{talk_note_id}"),
    "attach_transcript": rest(KEEPS, {"text": "Cleo: Can you add a map?\nMara: Yes."}, note_id="{talk_note_id}"),
    "delete_transcript": rest(KEEPS, note_id="{talk_note_id}"),
    "read_before_call": rest(WHOLE),
    "read_before_meeting": rest(WHOLE),
    "read_day": rest(SIGNED_IN),
    "close_day": rest(SIGNED_IN, {}),
    "keep_suspected": rest({AM}, V1, suspected_id="{suspected_request_id}"),
    "reopen_suspected": rest({AM}, {}, suspected_id="{suspected_dropped_id}"),
    "drop_suspected": rest({AM}, V1, suspected_id="{suspected_preference_id}"),
    "list_passed_on": rest(SIGNED_IN),
    "read_passed_on": rest(SEES),
    "pass_on_to_colleagues": rest(
        ACCOUNT_SEEN, {"account_id": "{account_id}", "text": "Six more stations", "colleague_ids": ["{person_id}"]}
    ),
    "raise_for_client": rest(ACCOUNT_SEEN, {"project_id": "{project_id}", "text": "The sandbox was down"}),
    "answer_passed_on": rest({TEAM}, V1 | {"answer": "acknowledged"}),
    "list_actions": rest(SIGNED_IN, query="?owner=me&done=false"),
    "read_action": rest(SEES),
    "add_action": rest(
        ACCOUNT_SEEN, {"account_id": "{account_id}", "what": "Send the page list", "owner_id": "{person_id}"}
    ),
    "edit_action": rest(CHANGES, V1 | {"what": "Send both lists"}),
    "finish_action": rest(CHANGES, V1),
    "reopen_action": rest(CHANGES, action_id="{done_action_id}"),
    "reopen_passed_on": rest(DECIDES, passed_id="{told_id}"),
}
