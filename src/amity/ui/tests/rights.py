"""Each person manages their own views of lists."""

from tests.matrix.rights import ADMIN, AM, SIGNED_IN, Rights, may

VIEW = {"path": "/accounts/", "query": "status=active", "name": "Active ones"}

RIGHTS: Rights = {
    "ui:kit": may(get={ADMIN}),
    "ui:counts": may(get=SIGNED_IN),
    "ui:jump": may(get=SIGNED_IN, also=("?q=o", "?q=care")),
    "ui:jump_options": may(get=SIGNED_IN, also=("?q=o", "?q=care")),
    "ui:keep_view": may(post=SIGNED_IN, where={"list_key": "accounts"}, data=VIEW, trail=False),
    "ui:choose_columns": may(
        post=SIGNED_IN, where={"list_key": "accounts"}, data={"path": "/accounts/", "cols": ["name"]}, trail=False
    ),
    "ui:forget_view": may(post={AM}, data={"path": "/accounts/"}, trail=False),
}
