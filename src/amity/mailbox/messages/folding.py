"""What the author of an email wrote: its text without what it quotes, and without what we sent before."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

import quotequail

MOST_LINES: Final = 400
"""Lines in which a quote is looked for. The time of the search grows with the square of them."""
SHORTEST_SENT: Final = 16
"""Characters of a line that is recognised as ours: a shorter one, such as a greeting, is anyone's."""
_LONGEST_LINE: Final = 1_000
_ADDRESS: Final = re.compile(r"[<(\[]?[\w.+'%&-]{1,64}@[\w.-]{1,190}[>)\]]?")
_DATE: Final = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[.:/]\d{2}\b")
_BEGINS: Final = re.compile(r"[>\s]*(?:[-_\d]|>)|.*:")
"""A line with which something the library looks for can begin or end: all its patterns start so, or have a colon."""
_LEAST_QUOTED: Final = 3
_RULES: Final = re.compile(r"^[\s>*]*[-_=]{3,}[\s*]*$")
_FORWARD: Final = re.compile(
    r"^\s*-{2,}\s?.{0,80}\b(?:wrote|message|nachricht|schrieb|message d.origine)\b.{0,20}-{2,}\s*$", re.IGNORECASE
)
_SENT_HEADER: Final = re.compile(r"^\s*[>*]?\s*(?:from|von|de|van|da|od|från|fra|от)\s?:\*?\s\S", re.IGNORECASE)
_NEXT_HEADER: Final = re.compile(
    r"^\s*[>*]?\s*(?:sent|date|to|subject|gesendet|datum|an|betreff|envoy|à|objet|verzonden|aan|inviato|wysłano|отправлено|кому|тема)\b.{0,20}:",
    re.IGNORECASE,
)


def reply_of(text: str, sent_before: Iterable[str] = ()) -> str:
    """Return what the author wrote above or between quotes. If nothing but quotes is found, return the whole text.

    `sent_before` are texts that we sent in the same thread, whose lines are left out.
    """
    lines = text.splitlines()
    head = "\n".join(line[:_LONGEST_LINE] for line in lines[:MOST_LINES])
    candidates = [found for found in (_by_library(head), _by_header(head)) if found]
    whole = text.strip()
    folded = min(candidates, key=len) if candidates else ""
    if folded and len(lines) > MOST_LINES and folded == head.strip():
        folded = whole
    folded = _without_rule(_without_quotes(folded or whole))
    return _without_sent(folded, sent_before) or folded or whole


def above_quote(text: str, sent: Iterable[str]) -> str:
    """Return only what is certainly the author's own: the lines above any quote that we didn't send, however short.

    Unlike `reply_of`, this returns "" where nothing is left. A decision is read from it.
    """
    lines = text.splitlines()[:MOST_LINES]
    ends = next((number for number in range(len(lines)) if _begins_quote(lines, number)), len(lines))
    head = "\n".join(line[:_LONGEST_LINE] for line in lines[:ends])
    found = quotequail.unwrap("\n".join(line[:_LONGEST_LINE] for line in lines))
    if found is not None:
        top = (found.get("text_top") or "").strip()
        head = min(head, top, key=len)
    ours = {_bare(line) for one in sent for line in one.splitlines()}
    return "\n".join(line for line in head.splitlines() if not line.strip() or _bare(line) not in ours).strip()


def _begins_quote(lines: Sequence[str], number: int) -> bool:
    line = lines[number]
    starts = line.lstrip().startswith((">", "|")) or _FORWARD.match(line) is not None
    return starts or bool(_introduction(lines, number))


def _by_library(text: str) -> str:
    """Return the text above the quote, or with the quotes between its lines left out."""
    lines = text.split("\n")
    first = next((number for number in range(len(lines)) if _can_begin(lines, number)), None)
    if first is None:
        return ""
    # The library strips what is above the quote, so that begins with a line that has nothing to strip.
    first = next((number for number in range(first - 1, 0, -1) if lines[number][:1].strip()), 0)
    found = quotequail.unwrap("\n".join(_shortened(lines[first:])))
    if found is None:
        return ""
    above = "\n".join((*lines[:first], found.get("text_top") or "")).strip()
    below = (found.get("text_bottom") or "").strip()
    return "\n\n".join(part for part in (above, below) if part)


def _can_begin(lines: Sequence[str], number: int) -> bool:
    """Return whether a quote or its introduction, perhaps of two lines, can begin at a line.

    The library tries some fifty patterns on every line. Most lines of an email can't match any of them.
    """
    return lines[number].startswith(">") or any(map(_BEGINS.match, lines[number : number + 2]))


def _shortened(lines: Sequence[str]) -> list[str]:
    """Return lines with the first quote emptied, which the library would search through for another one.

    What is above and below that quote doesn't depend on it. A quote of one or two lines may be none.
    """
    start = next((number for number, line in enumerate(lines) if line.startswith(">")), len(lines))
    end = next((number for number in range(start, len(lines)) if not lines[number].startswith(">")), len(lines))
    if end - start < _LEAST_QUOTED:
        return list(lines)
    begins = [_BEGINS.match(line[1:]) is not None for line in lines[start:end]]
    kept = [any(begins[max(number - 1, 0) : number + 2]) for number in range(end - start)]
    kept[-1] = kept[0] = True
    quoted = [line if keep else ">" for line, keep in zip(lines[start:end], kept, strict=True)]
    return [*lines[:start], *quoted, *lines[end:]]


def _by_header(text: str) -> str:
    """Return the text above a line that introduces a quote in any language, and what is written between its lines.

    It names an address and a date and ends in a colon, perhaps after a line break; or it is a block of headers. Below a
    quote without > at its lines, nothing is the author's.
    """
    lines = text.splitlines()
    for number, line in enumerate(lines):
        length = _introduction(lines, number)
        if not length and not _FORWARD.match(line):
            continue
        above, below = lines[:number], lines[number + length :]
        if length and _next_line(below).startswith(">"):
            above += [line for line in below if not line.lstrip().startswith(">")]
        return "\n".join(above).strip()
    return ""


def _introduction(lines: Sequence[str], number: int) -> int:
    """Return how many lines the introduction of a quote has that begins at a line, 0 for none."""
    line = lines[number]
    if not line.strip() or line.lstrip().startswith(">"):
        return 0
    if _SENT_HEADER.match(line) and any(map(_NEXT_HEADER.match, lines[number + 1 : number + 4])):
        return 1
    for most in (1, 2, 3) if _DATE.search(line) else ():
        part = [one.strip() for one in lines[number : number + most]]
        joined = " ".join(part)
        if "" in part or not joined.endswith(":") or len(joined) > _LONGEST_LINE:
            continue
        if _ADDRESS.search(joined) or _next_line(lines[number + most :]).startswith(">"):
            return most
    return 0


def _next_line(lines: Sequence[str]) -> str:
    """Return the first line with something in it."""
    return next((line.lstrip() for line in lines if line.strip()), "")


def _without_quotes(text: str) -> str:
    """Return a text without its quoted lines, and without the line that introduces them."""
    lines = text.splitlines()
    shown = [
        line
        for number, line in enumerate(lines)
        if not line.lstrip().startswith(">") and not (number + 1 < len(lines) and _leads_to_quote(lines, number))
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(shown)).strip()


def _leads_to_quote(lines: list[str], number: int) -> bool:
    return (
        lines[number].rstrip().endswith(":")
        and lines[number + 1].lstrip().startswith(">")
        and (_DATE.search(lines[number]) is not None)
    )


def _without_rule(text: str) -> str:
    """Return a text without the ruler that a program puts above a quote."""
    lines = text.splitlines()
    while lines and (not lines[-1].strip() or _RULES.match(lines[-1])):
        lines.pop()
    return "\n".join(lines).strip()


def _without_sent(text: str, sent_before: Iterable[str]) -> str:
    ours = {_bare(line) for sent in sent_before for line in sent.splitlines()}
    if not ours:
        return text
    return "\n".join(line for line in text.splitlines() if not _is_ours(line, ours)).strip()


def _is_ours(line: str, ours: Collection[str]) -> bool:
    bare = _bare(line)
    return len(bare) >= SHORTEST_SENT and bare in ours


def _bare(line: str) -> str:
    return " ".join(line.lstrip("> |").split()).casefold()
