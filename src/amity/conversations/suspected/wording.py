"""The questions about suspected records, and the words of their acts."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from amity.conversations.rules import PREFERENCE, PROMISE, REQUEST

QUESTIONS: Final = {
    PROMISE: lazy("Did you promise this?"),
    REQUEST: lazy("Is this a request?"),
    PREFERENCE: lazy("Is this a preference?"),
}
KEEP: Final = {
    PROMISE: lazy("Keep promise"),
    REQUEST: lazy("Keep request"),
    PREFERENCE: lazy("Keep preference"),
}
KEPT: Final = {
    PROMISE: lazy("Promise recorded."),
    REQUEST: lazy("Request recorded."),
    PREFERENCE: lazy("Preference recorded."),
}
HEADINGS: Final = {
    PROMISE: lazy("You promised. Keep as a promise?"),
    REQUEST: lazy("Requests in emails"),
    PREFERENCE: lazy("Preferences in emails"),
}
