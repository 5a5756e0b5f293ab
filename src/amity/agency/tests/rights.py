"""Administrators set the agency's settings, finance the rates, and directors read prices."""

from tests.matrix.rights import ADMIN, DIRECTOR, FINANCE, SIGNED_IN, Rights, may

DAY = "2026-11-01"
FRAME = {"name": "Halden & Moor", "currency": "EUR", "country": "AT", "time_zone": "Europe/Vienna", "version": "1"}

RIGHTS: Rights = {
    "agency:first": may(get=SIGNED_IN, uncounted="leads on once the agency is set up"),
    "agency:agency": may(get={ADMIN}, post={ADMIN}, data=FRAME),
    "agency:add_service": may(get={ADMIN}, post={ADMIN}, data={"name": "Research"}),
    "agency:edit_service": may(get={ADMIN}, post={ADMIN}, data={"name": "Research", "family": "Strategy"}),
    "agency:limits": may(counted=True, get={ADMIN}, post={ADMIN}, data={"quiet.days": "30", "read-quiet.days": "21"}),
    "agency:calendar": may(get={ADMIN, DIRECTOR, FINANCE}, also=("?year=2025",)),
    "agency:cost_rates": may(
        counted=True,
        get={FINANCE},
        post={FINANCE},
        data={"level": "average", "per_hour": "90", "heads": "9", "valid_from": DAY},
    ),
    "agency:set_cost_level": may(post={FINANCE}, data={"level": "average", "confirmed": "on"}),
    "agency:rate_card": may(
        counted=True,
        get={FINANCE, DIRECTOR},
        post={FINANCE},
        data={"currency": "EUR", "per_hour": "120", "valid_from": DAY},
    ),
    "agency:exchange_rates": may(
        get={FINANCE, DIRECTOR}, post={FINANCE}, data={"currency": "USD", "rate": "0.9", "valid_from": DAY}
    ),
}
