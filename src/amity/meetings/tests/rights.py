"""Who may read meetings: those who answer for the account and see every account, and the colleagues in them."""

from tests.matrix.rights import AM, BY_ROLE, DIRECTOR, SIGNED_IN, RestRights, Rights, may, rest

READS = BY_ROLE | {AM, DIRECTOR}

RIGHTS: Rights = {
    "meetings:meeting": may(get=READS),
}

REST: RestRights = {
    "list_meetings": rest(SIGNED_IN, also=("?contact_id=1&state=confirmed",)),
    "read_meeting": rest(READS),
}
