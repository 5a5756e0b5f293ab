"""Administrators manage email."""

from tests.matrix.rights import ADMIN, Rights, may

RIGHTS: Rights = {
    "outbox:messages": may(get={ADMIN}, also=("?view=trouble",)),
    "outbox:decide": may(post={ADMIN}, data={"was_sent": "yes"}),
    "outbox:try_again": may(post={ADMIN}, where={"message_id": "{failed_message_id}"}),
}
