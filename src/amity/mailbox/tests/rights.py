"""Who may read emails: those who answer for the account, managers of its projects, and colleagues the email names."""

from tests.matrix.rights import ACCOUNT_SEEN, AM, DIRECTOR, PM, SIGNED_IN, TEAM, RestRights, Rights, may, rest

READS = {AM, DIRECTOR, PM, TEAM}
ANSWERS = {AM, DIRECTOR}

RIGHTS: Rights = {
    "mailbox:threads": may(get=SIGNED_IN, also=("?export=csv", "?sort=last_at", "?text=matter")),
    "mailbox:thread": may(get=READS),
    "mailbox:choose_project": may(get=ANSWERS, post=ANSWERS, data={"project_id": "{project_id}", "version": "1"}),
    "mailbox:remove_message": may(get=ANSWERS, post=ANSWERS),
    "mailbox:import_emails": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, files={"file": "letter.eml"}),
    "mailbox:upload": may(get={AM}),
    "mailbox:undo_upload": may(post={AM}),
}

REST: RestRights = {
    "list_threads": rest(SIGNED_IN, query="?account_id={account_id}"),
    "read_thread": rest(READS),
    "list_emails": rest(SIGNED_IN, query="?thread_id={thread_id}"),
    "read_email": rest(READS),
}
