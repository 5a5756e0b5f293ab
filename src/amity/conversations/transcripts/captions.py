"""Captions of Teams, Zoom and players: WebVTT and SRT, with who said it."""

import re
from collections.abc import Iterator
from typing import Final

from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError
from webvtt.models import Caption

from amity.conversations.transcripts.names import named_line, whole_name
from amity.conversations.transcripts.rules import BAD_CUES, MOST_NAME, MOST_SECONDS, SRT, VTT, Cue

ARROW: Final = "-->"
_VOICE: Final = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_TAG: Final = re.compile(r"</?(?:[bciuv]|ruby|rt|lang)(?:[.\s][^<>]*)?>|<\d+:[\d:.]+>", re.IGNORECASE)
_ENTITIES: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": ""}
_ENTITY: Final = re.compile("|".join(_ENTITIES))


def cues_of(text: str, form: str, *, names_above: bool = False) -> tuple[list[Cue], list[str]]:
    """Return the cues of captions in their order of time, and remarks.

    A speaker is a voice span, the name before a colon where most cues have one, or with `names_above` the line above
    the words.
    """
    captions, is_whole = _captions(text, form)
    named = sum(bool(named_line(_TAG.sub("", caption.raw_text.partition("\n")[0]))[0]) for caption in captions)
    has_names, found, missing = named * 2 >= len(captions), [], not is_whole
    for caption in captions:
        second, until = caption.start_in_seconds, caption.end_in_seconds
        if second > MOST_SECONDS:
            missing = True
            continue
        for speaker, words in _spoken(caption.raw_text, names_above=names_above, has_names=has_names):
            found.append(Cue(second, speaker, words, until if second <= until <= MOST_SECONDS else None))
    found.sort(key=lambda cue: cue.second or 0)
    missing = missing or sum(ARROW in line for line in text.split("\n")) > len(captions)
    return found, [BAD_CUES] if missing else []


def _captions(text: str, form: str) -> tuple[list[Caption], bool]:
    """Return the captions, and whether all were read: one impossible time must not cost the others."""
    try:
        return _read(text, form), True
    except (MalformedCaptionError, MalformedFileError, ValueError):
        pass
    found: list[Caption] = []
    for block in re.split(r"\n[ \t]*\n", text):
        if ARROW in block:
            try:
                found += _read(block if form == SRT else f"WEBVTT\n\n{block}", form)
            except (MalformedCaptionError, MalformedFileError, ValueError):
                continue
    return found, False


def _read(text: str, form: str) -> list[Caption]:
    if form == VTT:
        return list(WebVTT.from_string(text).captions)
    return list(WebVTT.from_buffer(text.split("\n"), format=SRT).captions)


def _spoken(raw: str, *, names_above: bool, has_names: bool) -> Iterator[tuple[str, str]]:
    """Yield each speaker of one cue with their words."""
    spans = list(_VOICE.finditer(raw))
    if not spans:
        first, _end, rest = raw.partition("\n")
        if names_above and rest and (name := whole_name(first)):
            yield name, _plain(rest)
            return
        for name, words in _by_line(_TAG.sub("", raw)) if has_names else [("", raw)]:
            if plain := _plain(words):
                yield name, plain
        return
    if before := _plain(raw[: spans[0].start()]):
        yield "", before
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        words = _plain(raw[span.end() : following.start() if following else len(raw)])
        if words:
            yield _plain(span[1])[:MOST_NAME], words


def _by_line(raw: str) -> list[tuple[str, str]]:
    """Return the lines of a cue by speaker. A line without a name belongs to the one above it."""
    found: list[tuple[str, str]] = []
    for line in raw.split("\n"):
        name, words = named_line(line)
        if name or not found:
            found.append((name, words))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {words}")
    return found


def _plain(words: str) -> str:
    bare = _ENTITY.sub(lambda match: _ENTITIES[match[0]], _TAG.sub("", words))
    return " ".join(bare.split())
