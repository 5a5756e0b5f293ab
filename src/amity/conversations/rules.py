"""Pure rules of conversations: kinds of talks, the marks of a note's lines, and legal changes of state."""

from typing import Final

MEETING: Final = "meeting"
CALL: Final = "call"
MESSAGE: Final = "message"
EMAIL: Final = "email"
NOTE_KINDS: Final = (MEETING, CALL, MESSAGE, EMAIL)

PROMISE: Final = "promise"
REQUEST: Final = "request"
EXPECTATION: Final = "expectation"
PREFERENCE: Final = "preference"
DECISION: Final = "decision"
ACTION: Final = "action"
RISK: Final = "risk"
MARKS: Final = {PROMISE: "!", REQUEST: "?", EXPECTATION: "e", PREFERENCE: "p", DECISION: "d", ACTION: "a"}
"""What a marked line becomes, and the character its line begins with, before a space."""
POINT_MARKS: Final = (*MARKS, RISK)
"""What selected words can become. No line begins with the mark of a risk."""

OPEN: Final = "open"

TO_TEAM: Final = "to_team"
TO_CLIENT: Final = "to_client"
DIRECTIONS: Final = (TO_TEAM, TO_CLIENT)

ACKNOWLEDGED: Final = "acknowledged"
SKIPPED: Final = "skipped"
"""No one had to acknowledge it, because the colleague passed it on to themselves."""
NOT_FOR_TEAM: Final = "not_for_team"
CLIENT_KNOWS: Final = "client_knows"
KEPT_BACK: Final = "kept_back"
PASS_STATES: Final = (OPEN, ACKNOWLEDGED, SKIPPED, NOT_FOR_TEAM, CLIENT_KNOWS, KEPT_BACK)
ANSWERS: Final = {TO_TEAM: (ACKNOWLEDGED, NOT_FOR_TEAM), TO_CLIENT: (CLIENT_KNOWS, KEPT_BACK)}
"""How something that has to be passed on is answered, by direction. Each answer can be taken back to open."""
