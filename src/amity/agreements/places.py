"""Places on an agreement's page that other parts fill in `AppConfig.ready`."""

from amity.ui.slots import Slot

acts = Slot("agreement.acts")
"""Actions next to the title: the retainer's page 10, the printed document 20."""

work = Slot("agreement.work")
"""The work under an agreement, beside its title: `loader` gives its `Named` projects by the agreement's id."""
reviews = Slot("agreement.reviews")
"""Cards next to a review, each drawn by its `template` with `it`, loaded by `loader` for the agreement's id."""

cards = Slot("agreement.cards")
"""Cards next to the text. Each is drawn by its `template` with `it`, loaded by `loader` for the agreement's id."""
