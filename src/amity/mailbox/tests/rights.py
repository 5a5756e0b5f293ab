"""Who may read emails: those who answer for the account, managers of its projects, and colleagues the email names."""

from tests.matrix.rights import ACCOUNT_SEEN, ADMIN, AM, DIRECTOR, PM, SIGNED_IN, TEAM, RestRights, Rights, may, rest

READS = {AM, DIRECTOR, PM, TEAM}
ANSWERS = {AM, DIRECTOR}
THEIRS = "only for those who answer for the account, which no role alone does"
AT_GOOGLE = {"sign_in": "google", "address": "new@osprey.example", "days_back": "30"}
PAUSED = {"connection_id": "{paused_connection_id}"}
GOOGLE = {"provider": "google"}
APP = {"client_id": "amity", "client_secret": "s3cret"}

RIGHTS: Rights = {
    "mailbox:threads": may(get=SIGNED_IN, also=("?export=csv", "?sort=last_at", "?text=matter")),
    "mailbox:thread": may(get=READS, uncounted=THEIRS),
    "mailbox:choose_project": may(get=ANSWERS, post=ANSWERS, data={"project_id": "{project_id}", "version": "1"}),
    "mailbox:remove_message": may(get=ANSWERS, post=ANSWERS),
    "mailbox:import_emails": may(get=ACCOUNT_SEEN, post=ACCOUNT_SEEN, files={"file": "letter.eml"}),
    "mailbox:upload": may(get={AM}, uncounted=THEIRS),
    "mailbox:undo_upload": may(post={AM}),
    "mailbox:own_mailboxes": may(get=SIGNED_IN),
    "mailbox:connect_own": may(get=SIGNED_IN, post=SIGNED_IN, data=AT_GOOGLE, trail=False),
    "mailbox:account_mailboxes": may(get=ANSWERS, uncounted=THEIRS),
    "mailbox:connect_shared": may(get=ANSWERS, post=ANSWERS, data=AT_GOOGLE, trail=False),
    "mailbox:consent_return": may(get=SIGNED_IN, uncounted="leads on to the own mailboxes"),
    "mailbox:connection": may(get=ANSWERS, uncounted=THEIRS),
    "mailbox:edit_connection": may(get=ANSWERS, post=ANSWERS, data={"version": "1", "days_back": "10"}),
    "mailbox:read_now": may(post=ANSWERS, trail=False),
    "mailbox:pause": may(post=ANSWERS),
    "mailbox:resume": may(post=ANSWERS, where=PAUSED),
    "mailbox:renew_consent": may(post=ANSWERS, trail=False),
    "mailbox:disconnect": may(post=ANSWERS, data={"version": "1"}),
    "mailbox:fetch_text": may(post=ANSWERS, where={"email_id": "{headers_email_id}"}),
    "mailbox:settings": may(get={ADMIN}),
    "mailbox:set_gate_mailbox": may(post={ADMIN}, data={"connection_id": "{admin_connection_id}"}),
    "mailbox:set_rule": may(get={ADMIN}, post={ADMIN}, data={"version": "1", "bodies": "headers", "days_back": "10"}),
    "mailbox:set_registration": may(get={ADMIN}, post={ADMIN}, data=APP, where=GOOGLE),
    "mailbox:remove_registration": may(post={ADMIN}, where=GOOGLE),
}

REST: RestRights = {
    "list_threads": rest(SIGNED_IN, query="?account_id={account_id}"),
    "read_thread": rest(READS, uncounted=THEIRS),
    "list_emails": rest(SIGNED_IN, query="?thread_id={thread_id}"),
    "read_email": rest(READS, uncounted=THEIRS),
    "list_mailboxes": rest(SIGNED_IN),
    "read_mailbox": rest(ANSWERS, uncounted=THEIRS),
    "pause_mailbox": rest(ANSWERS),
    "resume_mailbox": rest(ANSWERS, connection_id="{paused_connection_id}"),
}
