"""The registry of checks. Parts register their own in `AppConfig.ready`.

A check runs while someone writes, when they submit and when someone clears. Those that can block run again at release.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, TypeVar

from django.utils.functional import Promise

from amity.accounts.models import Account, Contact
from amity.gate import rules
from amity.gate.checks.rules import BLOCK, LEVELS, WARN
from amity.gate.items.fields import About
from amity.gate.quiet.queries import quiet_by_account
from amity.gate.quiet.rules import check_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import kept_in

Text = str | Promise
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Letter:
    """What checks read: `text` is our own, without quoted text. `written_at` is when it was begun, None for now.

    `item_id` is that of an item which is stored, otherwise 0. `goes_at` is when it would go if it went on. `about`
    refers to its subject, in the version that was written about.
    """

    account: Account
    kind: str
    people: Sequence[tuple[Contact, str]]
    subject: str
    text: str
    files: Sequence[str] = ()
    known_message: str = ""
    known_reply: str = ""
    item_id: int = 0
    author_id: int = 0
    written_at: datetime | None = None
    goes_at: datetime | None = None
    about: About = field(default_factory=About)

    @property
    def writers(self) -> tuple[int, frozenset[int]]:
        """Return the account and the recipients, whose newest message is looked for."""
        return self.account.pk, frozenset(contact.pk for contact, _way in self.people)

    @property
    def words(self) -> str:
        """Return subject and text, as preferences are checked against both."""
        return f"{self.subject}\n{self.text}".strip()


def anyone(_by: Actor) -> bool:
    """Return that every reader opens the page of a finding."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found. `key` is the same as long as the same words have the same fault.

    `words` are ours, `quote` is the client's with `who` and `where`. `chips` answer a warning; a block can be answered
    in typed words only if it `can_be_overruled`. `address` is the place to fix it. Only those it `opens` for read the
    quote. One that `is_push` can be bundled, or sent `later`. An answer to one that `is_question` overrules nothing, so
    it never goes quiet.
    """

    key: str
    level: str
    title: Text
    words: str = ""
    quote: str = ""
    who: str = ""
    where: str = ""
    text: Text = ""
    address: str = ""
    address_label: Text = ""
    chips: Sequence[str] = (rules.CHECKED, rules.WORDING)
    can_be_overruled: bool = True
    opens: Callable[[Actor], bool] = anyone
    is_push: bool = False
    is_question: bool = False
    later: datetime | None = None


Run = Callable[[Letter], Iterable[Finding]]
"""What a check finds in one letter."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check, with the words for when it passes.

    `prepare` reads at once what some letters need, and returns the run on one of them. One letter is prepared alone.
    One that only warns can't block, so it doesn't run at release.
    """

    key: str
    order: int
    passed: Text
    prepare: Callable[[Sequence[Letter]], Run]
    can_block: bool = True


def of_words(run: Run) -> Callable[[Sequence[Letter]], Run]:
    """Return how a check is prepared that reads nothing but the letter itself."""
    return lambda _letters: run


@dataclass(frozen=True, slots=True)
class Findings:
    """What all checks found, blocks first, and the words of those that passed. `quiet` ones would have warned."""

    found: Sequence[Finding] = ()
    passed: Sequence[Text] = ()
    answered: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    quiet: Sequence[str] = ()

    def seen_by(self, by: Actor) -> "Findings":
        """Return the findings without the quotes that the actor can't open."""
        return replace(self, found=[one if one.opens(by) else _unquoted(one) for one in self.found])

    def open(self, level: str) -> list[Finding]:
        """Return the findings of a level that no one has answered."""
        return [one for one in self.found if one.level == level and not self.is_answered(one)]

    def is_answered(self, one: Finding) -> bool:
        """Return whether a chip answered a warning, or typed words a block that can be overruled."""
        chip, words = self.answered.get(one.key, ("", ""))
        if one.level == BLOCK:
            return one.can_be_overruled and bool(words)
        return bool(chip)

    @property
    def blocks(self) -> list[Finding]:
        """Return the open blocks."""
        return self.open(BLOCK)

    @property
    def warnings(self) -> list[Finding]:
        """Return the open warnings."""
        return self.open(WARN)


def _unquoted(one: Finding) -> Finding:
    return replace(one, quote="", who="", where="", address="", address_label="")


_checks: Final[dict[str, Check]] = {}
_read: ContextVar[dict[Hashable, Any] | None] = ContextVar("what several checks read of the same letters", default=None)


def read_once(key: str, read: Callable[[], T]) -> T:
    """Return what several checks read of the same letters: once while they run, always outside of them."""
    return kept_in(_read.get(), key, read)


def register(check: Check) -> None:
    """Register a check of a part."""
    _checks[check.key] = check


def checked(letter: Letter, answered: Mapping[str, tuple[str, str]], only: Collection[str] = ()) -> Findings:
    """Run all checks on one letter, or `only` some, in their order."""
    return checked_each([letter], [answered], only)[0]


def checked_each(
    letters: Sequence[Letter], answered: Sequence[Mapping[str, tuple[str, str]]], only: Collection[str] = ()
) -> list[Findings]:  # fmt: skip
    """Run all checks on each letter, or `only` some, in their order. Each check reads at once what all letters need."""
    token = _read.set({})
    try:
        return _checked_each(letters, answered, only)
    finally:
        _read.reset(token)


def blocking() -> set[str]:
    """Return the keys of the checks that can block."""
    return {check.key for check in _checks.values() if check.can_block}


def _checked_each(
    letters: Sequence[Letter], answered: Sequence[Mapping[str, tuple[str, str]]], only: Collection[str]
) -> list[Findings]:  # fmt: skip
    checks = sorted(_checks.values(), key=lambda one: (one.order, one.key))
    runs = [(check, check.prepare(letters)) for check in checks if not only or check.key in only]
    silent = quiet_by_account({letter.account.pk for letter in letters if letter.account.pk})
    return [
        _findings(letter, given, runs, silent.get(letter.account.pk, {}))
        for letter, given in zip(letters, answered, strict=True)
    ]


def _findings(
    letter: Letter, answered: Mapping[str, tuple[str, str]], runs: Sequence[tuple[Check, Run]],
    silent: Mapping[str, str],
) -> Findings:  # fmt: skip
    """Return what all checks find in a letter. A warning of a check that is `silent` on the account isn't shown."""
    found: list[Finding] = []
    passed: list[Text] = []
    quiet: dict[str, str] = {}
    for check, run in runs:
        own = []
        for one in run(letter):
            if one.level == BLOCK and not check.can_block:
                raise ValueError(f"{check.key} blocks, so it must be registered as a check that can")
            key = check_of(one.key)
            if one.level == WARN and key in silent:
                quiet[key] = silent[key]
            else:
                own.append(one)
        found += own
        if not own:
            passed.append(check.passed)
    found.sort(key=lambda one: LEVELS.index(one.level))
    return Findings(found, passed, answered, list(quiet.values()))


def together(every: Sequence[Findings]) -> Findings:
    """Return the findings of letters that go as one. What several of them have is found once."""
    if len(every) == 1:
        return every[0]
    found = {one.key: one for findings in reversed(every) for one in findings.found}
    ordered = sorted(found.values(), key=lambda one: LEVELS.index(one.level))
    passed = [text for text in every[0].passed if all(text in findings.passed for findings in every)]
    quiet = dict.fromkeys(title for findings in every for title in findings.quiet)
    return Findings(ordered, passed, every[0].answered, list(quiet))
