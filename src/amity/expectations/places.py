"""The places on an expectation's page that parts above fill, in `AppConfig.ready`."""

from amity.ui.slots import Slot

facts = Slot("expectation.facts")
"""Facts about an expectation: a loader gives (label, words, address) by its id. Project 10."""
