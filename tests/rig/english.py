"""The checks of plain English from `writing.md`: each pattern with what to write instead."""

import re
from typing import Final

PATTERNS: Final = {
    r"\bis no (?!longer\b)": "isn't a …, or an instruction",
    r"^Say\b": "Enter, Choose, Add or Explain",
    r"\b[Oo]nly who\b": "Only the {role} can …",
    r"\banew\b": "again",
    r"\bfor ever\b": "no expiry",
    r"\bparted\b": "separated",
    r"\bof us\b": "on our team",
    r"\b[Mm]ail address": "email address",
    r"\b(stands|lies|hangs)\b": "is, appears, depends on",
    r"^(On|By|Of|Then|And|Whose|Whom)$": "a noun",
    r"\d %": "44%, without a space",
    r"\brests? on\b": "is based on",
    r"\b([Ss]ome|[Nn]o|[Aa]ny)body\b": "someone, no one, anyone, or the role",
    r"\bmeanwhile\b": "since you opened it",
    r"\b(is|are|was|were) told\b": "notified, listed, shown",
    r"\breckon": "calculate",
    r"\bmend(s|ed|ing)?\b": "fix",
    r"\bbe(side|neath)\b": "next to, below",
    r"\b([Tt]ake|[Tt]akes|[Tt]aken|[Tt]ook)\b.{0,25}\b(back|up again)\b": "withdraw, undo, reopen, restore",
    r"\blet go\b": "withdraw, drop, release",
    r"\b([Bb]rings?|[Bb]rought)\b": "import, upload, earn",
    r"\b(go|goes|going) on\b": "continue, resume",
    r"\bcame true\b": "was met",
    r"\b(of late|lately)\b": "recently",
    r"\bworked out\b": "calculated",
    r"\b[Cc]all(ed)? off\b": "request, cancel",
    r"\bverdict\b": "decision",
    r"\bof ours\b": "on our team",
    r"\bwho answers for\b": "account manager",
    r"\b(agency|money) right\b|\bMoney right\b": "access to figures",
    r"\bstands? in\b": "covers, is the stand-in",
    r"\b([Cc]osts?|[Ee]xpenses?|[Hh]ours) passed on\b": "pass-through",
    r"\binside time\b": "internal time",
    r"^(Is|Under|They|Set it|Go on|Leave it|Do it)$": "a noun, or a verb with its object",
    r"^(Add|Change|Close|Copy|Move|Open|Record|Return|Revise|Save|Send|Show|Use|Waive) (it|them)$": "a verb and object",
    r"^(Save|Set|Back to) the \w+$": "a verb with its object, without the article; Cancel",
    r"“%\(right\)s”": "titles of rights have quotation marks of their own",
}
MOST_WORDS: Final = 25
_SENTENCE: Final = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z“\"%‘])|\n+")
_COMPILED: Final = [(re.compile(pattern), better) for pattern, better in PATTERNS.items()]


def faults(text: str) -> list[str]:
    """Return what is wrong with the English of a string, by the patterns and the length of its sentences."""
    plain = re.sub(r"<[^>]+>", " ", text.replace("%%", "%"))
    found = [f"“{match[0]}”: {better}" for pattern, better in _COMPILED if (match := pattern.search(plain.strip()))]
    return found + [
        f"{count} words in a sentence, at most {MOST_WORDS}"
        for sentence in _SENTENCE.split(plain)
        if (count := len(re.findall(r"[\w%()’'-]*\w[\w%()’'-]*", sentence))) > MOST_WORDS
    ]
