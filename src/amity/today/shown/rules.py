"""What a person was shown, and which kinds they never act on. Pure.

A card shown is `{"kind", "fingerprint", "on", "days", "open", "signs"}`: the day it was last shown, on how many days it
was shown unchanged, whether nothing became of it yet, and the keys of its signs. The counts of a kind are `{"shown",
"acted", "let_pass", "not_so", "moved"}`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

SHOWS: Final = 20
ONE_OF: Final = 10
TWICE: Final = 2
MOST_KEPT: Final = 200
"""Cards that are remembered for a person."""
KINDS_OF_COUNTS: Final = ("shown", "acted", "let_pass", "not_so")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card as it is drawn."""

    key: str
    kind: str
    fingerprint: str
    signs: tuple[str, ...] = ()


def is_repeat(before: Mapping[str, Any] | None, fingerprint: str, due: date | None, today: date) -> bool:
    """Return whether a card was shown on an earlier day, hasn't changed since, and isn't due."""
    if before is None or before["fingerprint"] != fingerprint or str(before["on"]) >= today.isoformat():
        return False
    return due is None or due > today


def asks_whether_worth(before: Mapping[str, Any] | None, fingerprint: str, today: date) -> bool:
    """Return whether a card was already shown twice, on earlier days, without an action."""
    if before is None or before["fingerprint"] != fingerprint:
        return False
    earlier = before["days"] - (before["on"] == today.isoformat())
    return bool(earlier >= TWICE)


def unrecorded(shown: Mapping[str, Any], cards: Iterable[Drawn], today: date) -> list[Drawn]:
    """Return the cards that aren't recorded as shown today."""
    day = today.isoformat()
    return [card for card in cards if _recorded(shown.get(card.key)) != (card.fingerprint, day)]


def _recorded(before: Mapping[str, Any] | None) -> tuple[Any, Any] | None:
    return (before["fingerprint"], before["on"]) if before else None


def after_showing(
    shown: Mapping[str, Any], counts: Mapping[str, Any], cards: Iterable[Drawn], live: Iterable[str], today: date
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was shown and the counts, after these cards were shown on a day.

    Cards that are no longer among the `live` ones count as acted on: their cause is gone.
    """
    now, own, alive = dict(shown), dict(counts), set(live)
    for key, one in shown.items():
        if key not in alive:
            own = counted(own, one["kind"], "acted") if one["open"] else own
            del now[key]
    for card in unrecorded(now, cards, today):
        before = now.get(card.key)
        same = before is not None and before["fingerprint"] == card.fingerprint
        days = before["days"] + 1 if before is not None and same else 1
        now[card.key] = {
            "kind": card.kind, "fingerprint": card.fingerprint, "on": today.isoformat(), "days": days, "open": True,
            "signs": list(card.signs),
        }  # fmt: skip
        own = counted(own, card.kind, "shown")
    newest = sorted(now.items(), key=lambda item: item[1]["on"], reverse=True)[:MOST_KEPT]
    return dict(newest), own


def answered(
    shown: Mapping[str, Any], counts: Mapping[str, Any], key: str, how: str, kind: str = ""
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return both after a card was answered: acted, let_pass or not_so. A card is answered once."""
    one = shown.get(key)
    if one is None or not one["open"]:
        return dict(shown), dict(counts)
    return {**shown, key: {**one, "open": False}}, counted(counts, one["kind"] or kind, how)


def card_with(shown: Mapping[str, Any], sign: str) -> str:
    """Return the key of the card that was shown with a sign, "" without one."""
    return next((key for key, one in shown.items() if sign in one["signs"]), "")


def counted(counts: Mapping[str, Any], kind: str, how: str) -> dict[str, Any]:
    """Return the counts with one more, and the kind moved to the digest where it is hardly ever acted on."""
    one = {**dict.fromkeys(KINDS_OF_COUNTS, 0), "moved": False, **counts.get(kind, {})}
    one[how] += 1
    one["moved"] = one["moved"] or fades(one["shown"], one["acted"])
    return {**counts, kind: one}


def fades(shown: int, acted: int) -> bool:
    """Return whether a kind moves to the digest: acted on less than once in ten, over twenty shows."""
    return shown >= SHOWS and acted * ONE_OF < shown


def moved(counts: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the counts of the kinds that moved to the digest."""
    return {kind: one for kind, one in counts.items() if one.get("moved")}


def moved_by_hand(counts: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Return the counts with a kind that a person moved to the digest."""
    one = {**dict.fromkeys(KINDS_OF_COUNTS, 0), **counts.get(kind, {}), "moved": True}
    return {**counts, kind: one}


def back_on_today(counts: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Return the counts with a kind that is shown on Today again, and counted from the start."""
    return {key: one for key, one in counts.items() if key != kind}
