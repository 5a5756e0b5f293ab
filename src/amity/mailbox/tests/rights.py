"""Who may read emails: those who answer for the account, managers of its projects, and colleagues the email names."""

from tests.matrix.rights import AM, DIRECTOR, PM, SIGNED_IN, TEAM, RestRights, Rights, may

READS = {AM, DIRECTOR, PM, TEAM}

RIGHTS: Rights = {
    "mailbox:threads": may(get=SIGNED_IN, also=("?export=csv", "?sort=last_at", "?text=matter")),
    "mailbox:thread": may(get=READS),
}

REST: RestRights = {}
