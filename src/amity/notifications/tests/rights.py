"""Everyone who signs in reads their own notifications; that of the scene is finance's."""

from tests.matrix.rights import FINANCE, SIGNED_IN, RestRights, Rights, may, rest

RIGHTS: Rights = {
    "notifications:notifications": may(get=SIGNED_IN, also=("?before=1",)),
    "notifications:mark_all_read": may(post=SIGNED_IN, data={"until": "1"}, trail=False),
    "notifications:open_notification": may(post={FINANCE}, trail=False),
    "notifications:mark_read": may(post={FINANCE}, trail=False),
}

REST: RestRights = {
    "list_notifications": rest(SIGNED_IN, query="?unread=true"),
}
