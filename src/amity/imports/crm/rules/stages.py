"""The stage that a CRM's words for one mean here."""

from collections.abc import Mapping
from typing import Final

from amity.growth.rules import AGREEING, LOST, PROPOSED, QUALIFIED, SPOTTED, WON
from amity.imports.rules import name_key

_WORDS: Final[Mapping[str, str]] = {
    WON: "won|closed won|closedwon|gewonnen|gagné|gagnée",
    LOST: "lost|closed lost|closedlost|verloren|perdu|perdue",
    SPOTTED: "open|in progress|new|lead|lead in|prospecting|identified|spotted|appointment scheduled|"
    "appointmentscheduled|contact made|discovery",
    QUALIFIED: "qualified|qualification|qualified to buy|qualifiedtobuy|needs analysis|needs defined|"
    "value proposition|demo scheduled",
    PROPOSED: "proposal|proposed|proposal made|proposal sent|proposal/price quote|quote|quote sent|"
    "presentation scheduled|presentationscheduled|perception analysis|id. decision makers",
    AGREEING: "negotiation|negotiations started|negotiation/review|in negotiation|contract sent|contractsent|"
    "decision maker bought in|decisionmakerboughtin|agreeing terms|verbal agreement",
}
_STAGE_OF: Final = {word: stage for stage, words in _WORDS.items() for word in words.split("|")}


def stage_of(text: str) -> str | None:
    """Return the stage of a CRM's word, the first one for blank, or None for a word that isn't known."""
    return _STAGE_OF.get(name_key(text.replace("_", " "))) if text.strip() else SPOTTED
