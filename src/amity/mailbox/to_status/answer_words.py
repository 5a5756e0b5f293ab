"""What a reply answers about the projects of an email: still true, or the share done and the hours to go. Pure.

Whatever isn't one of the known words makes an answer unclear, so that nothing is guessed.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amity.mailbox.messages.reply_words import is_courtesy
from amity.shared.numbers import whole_number

STILL_TRUE: Final = frozenset({
    "still true", "still right", "still correct", "stimmt noch", "stimmt immer noch", "noch aktuell", "toujours vrai",
    "toujours exact", "toujours d actualité",
})  # fmt: skip
ALL_STILL_TRUE: Final = frozenset({
    "all still true", "all are still true", "alles stimmt noch", "alle stimmen noch", "stimmt alles noch",
    "tout est toujours vrai", "tous toujours vrais", "tout toujours vrai",
})  # fmt: skip
_FILLING: Final = frozenset({
    "done", "complete", "completed", "to", "go", "left", "remaining", "and", "fertig", "erledigt", "rest", "noch",
    "offen", "übrig", "und", "fait", "faits", "fini", "terminé", "restant", "restante", "restantes", "reste", "et",
})  # fmt: skip
"""Words beside the two numbers that change nothing about them."""
_PERCENT: Final = re.compile(r"(?<![\w.,-])([0-9]{1,3})\s?(?:%|percent\b|prozent\b|pour ?cent\b)", re.IGNORECASE)
_HOURS: Final = re.compile(
    r"(?<![\w.,-])([0-9]{1,4})(?:[.,]([0-9]{1,2}))?\s?(?:hours?|hrs?|h|stunden?|std\.?|heures?)(?!\w)", re.IGNORECASE
)
_NUMBERED: Final = re.compile(r"\s*#?([0-9]{1,3})\s*[:.)](?:\s+|(?=[^\W\d]))(.*)")
_MARKS: Final = " \t,;.:/&+*·•"
_BLANKS: Final = str.maketrans(dict.fromkeys(_MARKS, " "))
_WORD: Final = re.compile(r"[^\W_]+")
_DIGIT: Final = re.compile(r"\d")
_COURTESY: Final = re.compile(r"^(?:yes|ja|oui|ok) | (?:thanks|thank you|danke|merci)$")
_CLOSINGS: Final = frozenset({
    "best", "regards", "best regards", "kind regards", "many thanks", "thanks", "thank you", "cheers", "viele grüße",
    "beste grüße", "liebe grüße", "mit freundlichen grüßen", "gruß", "danke", "vielen dank", "cordialement", "merci",
    "bien à vous",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reply says of one project. Without numbers, that what the email listed is still true."""

    percent: int | None = None
    to_go_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers of a reply by the number of the project, and the numbers of those whose lines are unclear.

    `is_clear` is False where something belongs to no project: nothing of the reply is saved then.
    """

    answers: Mapping[int, Answer]
    unclear: Collection[int] = ()
    is_clear: bool = True


def reading_of(lines: Sequence[str], projects: Sequence[str], writer: str) -> Reading:
    """Return what the lines of a reply answer about the projects of an email, which are numbered from 1."""
    own = _without_closing(lines, projects, writer)
    if len(projects) > 1 and _is_one_of(" ".join(own), ALL_STILL_TRUE):
        return Reading(dict.fromkeys(range(1, len(projects) + 1), Answer()))
    texts: dict[int, list[str]] = {}
    current, is_clear, twice = (1 if len(projects) == 1 else 0), True, set()
    for line in own:
        number, text = _addressed(line, projects)
        if number:
            twice |= {number} & texts.keys()
            current = number
        if not current or (number and number > len(projects)):
            is_clear = False
        texts.setdefault(current, []).append(text)
    found = {number: answer_in("\n".join(some)) for number, some in texts.items()}
    answers = {number: one for number, one in found.items() if one is not None and number not in twice}
    return Reading(answers, sorted(found.keys() - answers.keys()), is_clear and bool(found))


def answer_in(text: str) -> Answer | None:
    """Return the answer that a text is, None for any other text."""
    if _is_one_of(text, STILL_TRUE):
        return Answer()
    shares, hours = _PERCENT.findall(text), _HOURS.findall(text)
    left = _HOURS.sub(" ", _PERCENT.sub(" ", text))
    is_filling = all(word in _FILLING for word in left.translate(_BLANKS).casefold().split())
    if not is_filling or len(shares) > 1 or len(hours) > 1 or not (shares or hours):
        return None
    percent = whole_number(shares[0], 100) if shares else None
    return None if shares and percent is None else Answer(percent, _seconds(*hours[0]) if hours else None)


def _seconds(whole: str, part: str) -> int:
    hundredths = whole_number(f"{part:0<2}") or 0
    return (whole_number(whole) or 0) * 3_600 + hundredths * 36


def _addressed(line: str, projects: Sequence[str]) -> tuple[int, str]:
    """Return the number of the project that a line begins with, 0 for none, and the rest of the line."""
    match = _NUMBERED.fullmatch(line)
    if match and len(projects) > 1:
        return whole_number(match[1]) or len(projects) + 1, match[2]
    named = [number for number, name in enumerate(projects, 1) if line.casefold().startswith(f"{name}:".casefold())]
    if len(named) == 1:
        return named[0], line[len(projects[named[0] - 1]) + 1 :]
    return 0, line


def _without_closing(lines: Sequence[str], projects: Sequence[str], writer: str) -> list[str]:
    """Return the lines without courtesies, and without what follows a closing unless it answers something too."""
    own: list[str] = []
    for number, line in enumerate(lines):
        is_closing = _words(line) in _CLOSINGS or _words(line) in (_words(writer), _words(writer.partition(" ")[0]))
        if own and is_closing and not any(_may_answer(after, projects) for after in lines[number + 1 :]):
            break
        if _DIGIT.search(line) or not is_courtesy(line, (writer, "Amity")):
            own.append(line)
    return own


def _may_answer(line: str, projects: Sequence[str]) -> bool:
    addressed = _addressed(line, projects)
    return bool(addressed[0]) or answer_in(line) is not None or _words(line).startswith(("ps ", "p s "))


def _is_one_of(text: str, phrases: Collection[str]) -> bool:
    """Return whether a text is one of the phrases, perhaps between a yes and thanks, and asks nothing."""
    return "?" not in text and _COURTESY.sub("", _words(text)) in phrases


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.replace("’", " ").replace("'", " "))).casefold()
