"""What a person has to do about what waits for them. Each kind names one; *Waiting for you* has a list for each."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do about what waits. Lists are in the order in which they are declared here."""

    key: str
    label: Promise


DECIDE: Final = Todo("decide", pgettext_lazy("to do", "Decide"))
"""A choice that the person makes, often about money or scope: clear, approve, bill or write off, renew."""
ANSWER: Final = Todo("answer", pgettext_lazy("to do", "Answer"))
"""A colleague or a client waits for the person's answer: a question, an estimate, a hand-off, a status."""
TALK: Final = Todo("talk", lazy("Talk to the client"))
"""The client has to hear it: a report, bad news, an agreement, or a call that is overdue."""
CHASE: Final = Todo("chase", pgettext_lazy("to do", "Chase"))
"""Others are late with it: input, a signature, a payment, a milestone."""
DELIVER: Final = Todo("deliver", pgettext_lazy("to do", "Deliver"))
"""The person said they would do it: a promise, an action, a condition, a next step."""
RECORD: Final = Todo("record", pgettext_lazy("to do", "Record"))
"""Amity lacks it or can't read it: a note, time, a reading, a connection to mend."""

TODOS: Final = (DECIDE, ANSWER, TALK, CHASE, DELIVER, RECORD)
