"""Who reads the client's pages: the client, and as the client those who can edit the account."""

from tests.matrix.rights import AM, CLIENT, DIRECTOR, EVERYBODY, RestRights, Rights, may, rest

MANAGES = {AM, DIRECTOR}
VISITOR = {CLIENT}
ITEM = {"item_id": "{portal_item_id}"}
ITEM_FILE = ITEM | {"file_id": "{portal_file_id}"}
OF_CLEO = {"contact_id": "{portal_contact_id}"}
RIGHT: dict[str, str | list[str]] = {"sees_money": "on", "version": "0"}
REQUEST: dict[str, str | list[str]] = {"words": "A sign for the bikes", "account_id": "{portal_account_id}"}

RIGHTS: Rights = {
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
    "portal:deliverable": may(get=VISITOR, post=VISITOR, data={"words": "Darker, please", "place": "page 2"}),
    "portal:as_deliverable": may(get=MANAGES, where=OF_CLEO),
    "portal:version_file": may(get=VISITOR, uncounted="it is a file"),
    "portal:as_version_file": may(get=MANAGES, where=OF_CLEO, uncounted="it is a file"),
    "portal:sent": may(get=VISITOR, also=("?page=2",)),
    "portal:as_sent": may(get=MANAGES, where=OF_CLEO),
    "portal:sent_item": may(get=VISITOR, where=ITEM),
    "portal:as_sent_item": may(get=MANAGES, where=OF_CLEO | ITEM),
    "portal:sent_file": may(get=VISITOR, where=ITEM_FILE, uncounted="it is a file"),
    "portal:as_sent_file": may(get=MANAGES, where=OF_CLEO | ITEM_FILE, uncounted="it is a file"),
    "portal:requests": may(get=VISITOR, post=VISITOR, data=REQUEST),
    "portal:as_requests": may(get=MANAGES, where=OF_CLEO),
}

REST: RestRights = {
    "read_portal_access": rest(MANAGES, contact_id="{portal_contact_id}"),
    "edit_portal_access": rest(MANAGES, {"version": 0, "sees_money": True}, contact_id="{portal_contact_id}"),
}
