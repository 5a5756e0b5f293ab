"""Places on an expectation's page that other parts fill in `AppConfig.ready`."""

from amity.ui.slots import Slot

facts = Slot("expectation.facts")
"""Facts about an expectation. A loader returns (label, text, URL) by its id. Project 10."""

conflict_buttons = Slot("conflict.buttons")
"""Buttons of an open conflict. `template` is drawn with the conflict as `one`, until the loader has what came of it:
(title, status, URL) by the conflict's id. Decide 10."""
