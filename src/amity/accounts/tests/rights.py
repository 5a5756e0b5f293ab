"""Those responsible for an account change it, directors and finance assign it, and others read what they can see."""

from tests.matrix.rights import (
    ACCOUNT_SEEN,
    AM,
    BY_ROLE,
    DIRECTOR,
    FINANCE,
    OUTSIDER,
    PM,
    SIGNED_IN,
    RestRights,
    Rights,
    may,
    rest,
)  # fmt: skip

ANSWERS = {AM, DIRECTOR}
OPENS = {AM, DIRECTOR, FINANCE, OUTSIDER}
BRINGS = ANSWERS | {FINANCE}
COVERS = ANSWERS | {FINANCE}
KEEPS = ANSWERS | {PM}
TASTE = {"attitude": "never", "text": "No guarantees", "basis": "assumption"}
CONTACT = {"name": "Cleo Client", "title": "Head of digital", "mail": "cleo@osprey.example", "version": "1"}

RIGHTS: Rights = {
    "accounts:accounts": may(get=SIGNED_IN, also=("?export=csv", "?export=xlsx", "?sort=-name", "?status=active")),
    "accounts:open_account": may(
        get=OPENS, post=OPENS, data={"name": "Heron Works", "status": "active", "currency": "EUR"}
    ),
    "accounts:account": may(get=ACCOUNT_SEEN),
    "accounts:conversation": may(get=ACCOUNT_SEEN),
    "accounts:pin_account": may(post=ACCOUNT_SEEN, trail=False),
    "accounts:unpin_account": may(post=ACCOUNT_SEEN, trail=False),
    "accounts:people": may(get=ACCOUNT_SEEN),
    "accounts:edit_account": may(
        get=ANSWERS, post=ANSWERS, data={"name": "Osprey", "tier": "", "currency": "EUR", "version": "1"}
    ),
    "accounts:move_account": may(post=ANSWERS, data={"status": "dormant", "version": "1"}),
    "accounts:set_domains": may(get=BRINGS, post=BRINGS, data={"domains": "osprey.example"}),
    "accounts:assign_account": may(
        get={DIRECTOR, FINANCE},
        post={DIRECTOR, FINANCE},
        data={"duty": "manager", "person_id": "{deputy_id}", "valid_from": "2026-11-01"},
    ),
    "accounts:set_cover": may(
        get=COVERS, post=COVERS, data={"stand_in_id": "{deputy_id}", "starts_on": "{later}", "ends_on": "{later}"}
    ),
    "accounts:end_cover": may(post=COVERS, data={"version": "1"}),
    "accounts:add_contact": may(get=BRINGS, post=BRINGS, data={"name": "Carl Client"}),
    "accounts:contact": may(get=BY_ROLE | ANSWERS),
    "accounts:edit_contact": may(get=ANSWERS, post=ANSWERS, data=CONTACT),
    "accounts:retire_contact": may(post=ANSWERS, data={"version": "1"}),
    "accounts:erase_contact": may(
        get=ANSWERS,
        post=ANSWERS,
        data={"confirmed": "on", "version": "1"},
        where={"contact_id": "{accounts_erasable_id}"},
    ),
    "accounts:plan": may(get=ACCOUNT_SEEN),
    "accounts:keep_preference": may(get=KEEPS, post=KEEPS, data=TASTE),
    "accounts:edit_preference": may(get=KEEPS, post=KEEPS, data=TASTE | {"version": "1"}),
    "accounts:withdraw_preference": may(get=KEEPS, post=KEEPS, data={"because": "They like it", "version": "1"}),
    "accounts:try_text": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, data={"text": "We guarantee it"}, trail=False),
}

WHOLE = BY_ROLE | ANSWERS
V1 = {"version": 1}

REST: RestRights = {
    "list_accounts": rest(SIGNED_IN),
    "read_account": rest(ACCOUNT_SEEN),
    "list_open_on_account": rest(ACCOUNT_SEEN),
    "list_conversation": rest(ACCOUNT_SEEN),
    "create_account": rest(OPENS, {"name": "Heron Works"}),
    "edit_account": rest(ANSWERS, V1 | {"name": "Osprey"}),
    "change_account_status": rest(ANSWERS, V1 | {"status": "dormant"}),
    "list_pinned_accounts": rest(SIGNED_IN),
    "pin_account": rest(ACCOUNT_SEEN, trail=False),
    "unpin_account": rest(ACCOUNT_SEEN, trail=False),
    "list_contacts": rest(SIGNED_IN),
    "read_contact": rest(WHOLE),
    "add_contact": rest(BRINGS, {"account_id": "{account_id}", "name": "Carl Client"}),
    "edit_contact": rest(ANSWERS, V1 | {"title": "Head of digital"}),
    "retire_contact": rest(ANSWERS, V1),
    "erase_contact": rest(ANSWERS, V1, contact_id="{accounts_erasable_id}"),
    "list_covers": rest(ACCOUNT_SEEN, query="?account_id={account_id}"),
    "add_cover": rest(
        COVERS,
        {
            "account_id": "{account_id}",
            "stand_in_id": "{person_id}",
            "starts_on": "2026-12-01",
            "ends_on": "2026-12-02",
        },
    ),
    "end_cover": rest(COVERS, V1),
    "list_preferences": rest(SIGNED_IN),
    "read_preference": rest(ACCOUNT_SEEN),
    "add_preference": rest(KEEPS, TASTE | {"account_id": "{account_id}"}),
    "edit_preference": rest(KEEPS, V1 | {"text": "No promises of care"}),
    "withdraw_preference": rest(KEEPS, V1 | {"reason": "They like it"}),
}
