"""Hooks that other parts fill. Guards run inside the command's transaction."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Final

from django.db.models import Model, Q

from amity.accounts.models import Account, Contact, Preference
from amity.audit.words import Text
from amity.shared.actor import Actor
from amity.shared.permission import Answer
from amity.shared.rows.prepared import Given

before_close: Final[list[Callable[[Account], Answer]]] = []
"""Guards called before an account is closed. Each answers yes, or no with a reason."""

fact_fields: Final[list[Callable[[int], Mapping[str, Text]]]] = []
"""Functions that return the fields other parts ask for about an account, by its id, with their labels."""

runs_work: Final[list[Callable[[int | Given | None], Q]]] = []
"""Hook: finds people who run open work of an account, by its id, or of any account for None."""

statements: Final[list[type[Model]]] = [Preference]
"""Models with columns of evidence. The contact whose latest statement is the newest is offered first."""

address_taken: Final[list[Callable[[Contact], None]]] = []
"""Called when a contact gets an email address, after the contact is saved."""

address_freed: Final[list[Callable[[str, datetime], None]]] = []
"""Called when a contact leaves or gets another email address, with the one they had, after the contact is saved."""

before_erase: Final[list[Callable[[Contact], Answer]]] = []
"""Guards called before a contact is erased. Each answers yes, or no with a reason."""

erased: Final[list[Callable[[Contact, datetime], None]]] = []
"""Called when a contact is erased, while they still have their name, for what a part keeps beside its texts."""

texts_erased: Final[list[Callable[[Mapping[type[Model], Collection[int]], Actor, datetime], None]]] = []
"""Called after the words of an erased contact were replaced, with the rows that had them, by model."""

kept_when_erased: Final[dict[type[Model], Callable[[], Q]]] = {}
"""Rows whose texts keep a person's words, by model: what proves a signature."""
