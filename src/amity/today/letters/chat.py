"""Post a notice to a person's chat, by the incoming webhook whose address they gave."""

import json
from typing import Final

from amity.shared.fetching import FetchFault, FetchLimits, fetch
from amity.shared.sealing import Unsealable, unseal
from amity.today.letters.rules import payload
from amity.today.letters.wording import Morning
from amity.today.models import OwnToday

LIMITS: Final = FetchLimits(most_bytes=100_000, seconds=5, most_redirects=0)
REFUSED: Final = "refused"
SEALED: Final = "sealed"


def post(state: OwnToday, morning: Morning) -> str:
    """Post a notice. Return "" where the chat took it, or the code of what went wrong."""
    body = json.dumps(payload(state.chat, morning.subject, list(morning.cards), morning.address)).encode()
    try:
        answer = fetch(
            unseal(state.sealed_address), method="POST", headers={"content-type": "application/json"}, body=body,
            limits=LIMITS,
        )  # fmt: skip
    except FetchFault as fault:
        return fault.code
    except Unsealable:
        return SEALED
    return "" if answer.status < 300 else REFUSED
