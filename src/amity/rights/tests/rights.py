"""Who can read and record third-party rights: the account manager, finance, business affairs and legal."""

from tests.matrix.rights import (
    ACCOUNT_SEEN,
    AM,
    BUSINESS,
    DIRECTOR,
    FINANCE,
    LEGAL,
    SIGNED_IN,
    RestRights,
    Rights,
    may,
    rest,
)

KEEPS = {AM, DIRECTOR, FINANCE, BUSINESS, LEGAL}
RIGHT: dict[str, str | list[str]] = {
    "kind": "fonts", "title": "Grotesk", "holder": "Foundry", "territory": "World", "media": "web", "version": "1",
}  # fmt: skip
RIGHT_SAID: dict[str, str | int] = {
    "kind": "fonts", "title": "Grotesk", "holder": "Foundry", "territory": "World", "media": "web",
}  # fmt: skip

RIGHTS: Rights = {
    "rights:rights": may(get=SIGNED_IN, also=("?ends=90",)),
    "rights:register_right": may(get=KEEPS, post=KEEPS, data=RIGHT),
    "rights:right": may(get=ACCOUNT_SEEN),
    "rights:change_right": may(get=KEEPS, post=KEEPS, data=RIGHT),
    "rights:let_right_go": may(get=KEEPS, post=KEEPS, data={"on": "2026-12-01", "version": "1"}),
}

REST: RestRights = {
    "list_rights": rest(SIGNED_IN),
    "add_right": rest(KEEPS, RIGHT_SAID | {"account_id": "{account_id}"}),
    "edit_right": rest(KEEPS, RIGHT_SAID | {"version": 1}),
    "release_right": rest(KEEPS, {"last_use_on": "2026-12-01", "version": 1}),
}
