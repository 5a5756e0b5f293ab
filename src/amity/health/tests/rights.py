"""Those with full access to an account see its health. Finance, directors and administrators set its numbers."""

from amity.health.rules import AGES, INPUTS, POINTS, WEIGHTS
from amity.health.weights.forms import as_text
from tests.matrix.rights import (
    ADMIN,
    AM,
    BY_ROLE,
    DIRECTOR,
    FINANCE,
    OUTSIDER,
    SIGNED_IN,
    RestRights,
    Rights,
    may,
    rest,
)

WHOLE = BY_ROLE | {AM, DIRECTOR}
OWN = {AM, DIRECTOR}
SETS = {FINANCE, DIRECTOR, ADMIN}
NUMBERS: dict[str, str | list[str]] = {
    "version": "0",
    **{f"weight_{key}": str(WEIGHTS[key]) for key in INPUTS},
    **{f"age_{key}": str(AGES[key]) for key in INPUTS},
    **{f"points_{key}": as_text(POINTS[key]) for key in INPUTS},
    "age_feedback": "120",
}

RIGHTS: Rights = {
    "health:portfolio": may(get=WHOLE | {OUTSIDER}, also=("?view=unwell", "?sort=-margin", "?export=csv")),
    "health:review": may(get=SIGNED_IN),
    "health:answer_surprise": may(
        get=OWN, post=OWN, data={"missing": "The sponsor had stopped answering", "version": "1"}
    ),
    "health:account": may(get=WHOLE),
    "health:numbers": may(get=SETS, post=SETS, data=NUMBERS, counted=True),
}

REST: RestRights = {
    "read_account_health": rest(WHOLE),
    "list_health": rest(SIGNED_IN, query="?band=unwell"),
    "list_health_days": rest(SIGNED_IN, query="?day=2026-11-20"),
    "read_health_numbers": rest(SETS),
    "set_health_numbers": rest(SETS, {"version": 0, "ages": {"feedback": 120}}),
    "list_health_surprises": rest(SIGNED_IN, query="?answered=false"),
    "answer_health_surprise": rest(OWN, {"version": 1, "missing": "The sponsor had stopped answering"}),
}
