"""Who reads the client's pages: the client, and as the client those who can edit the account."""

from tests.matrix.rights import AM, BY_ROLE, CLIENT, DIRECTOR, EVERYBODY, SIGNED_IN, RestRights, Rights, may, rest

MANAGES = {AM, DIRECTOR}
VISITOR = {CLIENT}
ITEM = {"item_id": "{portal_item_id}"}
ITEM_FILE = ITEM | {"file_id": "{portal_file_id}"}
SIGNED_ITEM = {"item_id": "{portal_signed_item_id}"}
SHOWN = {"deliverable_id": "{portal_deliverable_id}"}
SHOWN_FILE = SHOWN | {"number": "{portal_number}"}
OF_CLEO = {"contact_id": "{portal_contact_id}"}
OF_ACCOUNT = {"account_id": "{portal_account_id}"}
RIGHT: dict[str, str | list[str]] = {"sees_money": "on", "version": "1"}
REQUEST: dict[str, str | list[str]] = {"words": "A sign for the bikes", "account_id": "{portal_account_id}"}

TOKEN = {"token": "{answer_token}"}
ASKED: dict[str, str | list[str]] = {
    "digest": "{answer_digest}", "choice": "question", "words": "Which date?", "name": "CC",
}  # fmt: skip
ASKING = {"item_id": "{answer_item_id}"}
ON_PAGE = ASKED | {"choice": "changes", "words": "A larger logo"}
TAKES_NOTE = {AM, DIRECTOR}
SEES_ANSWERS = BY_ROLE | {AM, DIRECTOR}

RIGHTS: Rights = {
    "portal:answer": may(get=EVERYBODY, post=EVERYBODY, data=ASKED, where=TOKEN, link=True, counted=True),
    "portal:answer_who": may(post=EVERYBODY, data=ASKED | {"who": "me"}, where=TOKEN, trail=False, link=True),
    "portal:answer_code": may(post=EVERYBODY, where=TOKEN, trail=False, link=True),
    # Without a device the answer is the page of the link. The client approved nothing there that could be held.
    "portal:answer_hold": may(post=EVERYBODY - VISITOR, where=TOKEN, trail=False, link=True),
    "portal:answer_why": may(get=EVERYBODY, where=TOKEN, link=True),
    "portal:answer_file": may(get=EVERYBODY, where=TOKEN | {"file_id": "{answer_file_id}"}, link=True),
    "portal:mark_answer_read": may(post=TAKES_NOTE),
    "portal:resume_answer": may(post=TAKES_NOTE, where={"answer_id": "{held_answer_id}"}),
    "portal:colour": may(get=EVERYBODY, uncounted="it is a style sheet"),
    "portal:sign_in": may(get=EVERYBODY, post=EVERYBODY, data={"mail": "dana@client.example"}, trail=False),
    "portal:enter_code": may(get=EVERYBODY, uncounted="it reads nothing"),
    "portal:sign_out": may(post=VISITOR),
    "portal:end_devices": may(post=MANAGES, where=OF_CLEO),
    "portal:edit_access": may(get=MANAGES, post=MANAGES, where=OF_CLEO, data=RIGHT),
    "portal:home": may(get=VISITOR),
    "portal:as_home": may(get=MANAGES, where=OF_CLEO),
    "portal:send_input": may(get=VISITOR, post=VISITOR, data={"words": "They are in the post"}),
    "portal:as_send_input": may(get=MANAGES, where=OF_CLEO),
    "portal:promise_input": may(get=VISITOR, post=VISITOR, data={"on": "2999-01-01"}),
    "portal:as_promise_input": may(get=MANAGES, where=OF_CLEO),
    "portal:work": may(get=VISITOR),
    "portal:as_work": may(get=MANAGES, where=OF_CLEO),
    "portal:deliverable": may(
        get=VISITOR, post=VISITOR, where=SHOWN, data={"words": "Darker, please", "place": "page 2"}
    ),
    "portal:as_deliverable": may(get=MANAGES, where=OF_CLEO | SHOWN),
    "portal:version_file": may(get=VISITOR, where=SHOWN_FILE, uncounted="it is a file"),
    "portal:as_version_file": may(get=MANAGES, where=OF_CLEO | SHOWN_FILE, uncounted="it is a file"),
    "portal:sent": may(get=VISITOR, also=("?page=2",)),
    "portal:as_sent": may(get=MANAGES, where=OF_CLEO),
    "portal:sent_item": may(get=VISITOR, post=VISITOR, where=ASKING, data=ON_PAGE),
    "portal:item_code": may(post=VISITOR, where=ASKING, trail=False),
    "portal:hold_item": may(post=VISITOR, where={"item_id": "{held_item_id}"}, trail=False),
    "portal:answer_story": may(post=VISITOR, where={"item_id": "{story_item_id}"}, data={"outcome": "useful"}),
    "portal:as_sent_item": may(get=MANAGES, where=OF_CLEO | ASKING),
    "portal:sent_file": may(get=VISITOR, where=ITEM_FILE, uncounted="it is a file"),
    "portal:as_sent_file": may(get=MANAGES, where=OF_CLEO | ITEM_FILE, uncounted="it is a file"),
    "portal:signed_file": may(get=VISITOR, where=SIGNED_ITEM, uncounted="it is a file"),
    "portal:as_signed_file": may(get=MANAGES, where=OF_CLEO | SIGNED_ITEM, uncounted="it is a file"),
    "portal:colleagues": may(get=VISITOR),
    "portal:as_colleagues": may(get=MANAGES, where=OF_CLEO),
    "portal:balances": may(get=VISITOR),
    "portal:as_balances": may(get=MANAGES, where=OF_CLEO),
    "portal:year": may(get=VISITOR),
    "portal:as_year": may(get=MANAGES, where=OF_CLEO),
    "portal:pulse": may(get=VISITOR, post=VISITOR, where=OF_ACCOUNT, data={"work": "well"}),
    "portal:as_pulse": may(get=MANAGES, where=OF_CLEO | OF_ACCOUNT),
    "portal:pulse_answers": may(get=MANAGES, post=MANAGES, where=OF_ACCOUNT, data={"version": "1"}),
    "portal:requests": may(get=VISITOR, post=VISITOR, data=REQUEST),
    "portal:as_requests": may(get=MANAGES, where=OF_CLEO),
}

REST: RestRights = {
    "read_pulse_setting": rest(MANAGES, account_id="{portal_account_id}"),
    "edit_pulse_setting": rest(MANAGES, {"version": 1, "is_on": False}, account_id="{portal_account_id}"),
    "list_pulses": rest(SIGNED_IN, query="?account_id={portal_account_id}"),
    "read_portal_access": rest(MANAGES, contact_id="{portal_contact_id}"),
    "list_answers": rest(SIGNED_IN, query="?unread=true"),
    "read_answer": rest(SEES_ANSWERS),
    "mark_answer_read": rest(TAKES_NOTE),
    "resume_answer": rest(TAKES_NOTE, answer_id="{held_answer_id}"),
    "edit_portal_access": rest(MANAGES, {"version": 1, "sees_invoices": True}, contact_id="{portal_contact_id}"),
}
