"""The place on an agreement's page that parts above fill, in `AppConfig.ready`: acts beside its title."""

from amity.ui.slots import Slot

acts = Slot("agreement.acts")
"""The retainer's page 10."""
