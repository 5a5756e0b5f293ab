"""The place on a retainer's page that parts above fill, in `AppConfig.ready`: acts beside its title."""

from amity.ui.slots import Slot

acts = Slot("retainer.acts")
"""The statement 10."""
