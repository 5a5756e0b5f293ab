"""The stage that a CRM's words for one mean here, and the stages that a CRM names in a table of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from amity.growth.rules import AGREEING, LOST, OPEN, PROPOSED, QUALIFIED, SPOTTED, WON
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


@dataclass(frozen=True, slots=True)
class NamedStage:
    """A stage of a CRM's own table: its label, the stage it means here, and its probability in percent.

    `by_chance` marks a label that isn't known here, so that its probability decides.
    """

    label: str
    stage: str
    probability: int | None = None
    by_chance: bool = False


def stage_of(text: str) -> str | None:
    """Return the stage of a CRM's word, the first one for blank, or None for a word that isn't known."""
    return _STAGE_OF.get(name_key(text.replace("_", " "))) if text.strip() else SPOTTED


def named_stage(
    label: str, *, won: bool, closed: bool, probability: int | None, chances: Mapping[str, int]
) -> NamedStage:
    """Return what a CRM's own stage means: won or lost if it closes a deal, else by its label, else by its probability.

    `chances` has the default probability of each open stage here. Without a probability, the first stage is meant.
    """
    if won or closed:
        return NamedStage(label, WON if won else LOST)
    known = stage_of(label)
    if known:
        return NamedStage(label, known, probability if known in OPEN else None)
    reached = [stage for stage in OPEN if probability is not None and chances[stage] <= probability]
    return NamedStage(label, reached[-1] if reached else SPOTTED, probability, by_chance=True)
