"""Who can read the audit log."""

from tests.matrix.rights import ADMIN, DIRECTOR, FINANCE, Rights, may

RIGHTS: Rights = {
    "audit:trail": may(get={ADMIN, DIRECTOR, FINANCE}, also=("?action=entry", "?action=cost_rate", "?action=agency")),
    "audit:record": may(get={ADMIN, DIRECTOR, FINANCE}),
}
