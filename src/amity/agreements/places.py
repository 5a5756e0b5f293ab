"""The places on an agreement's page that parts above fill, in `AppConfig.ready`."""

from amity.ui.slots import Slot

acts = Slot("agreement.acts")
"""Acts beside its title: the retainer's page 10, the printed paper 20."""

cards = Slot("agreement.cards")
"""Cards beside its text, each drawn by its `template` with `it`, loaded by `loader` for the agreement's id."""
