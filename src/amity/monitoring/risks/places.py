"""Places on the page of a risk or blocker that other parts fill in `AppConfig.ready`."""

from amity.ui.slots import Slot

buttons = Slot("register.buttons")
"""Buttons beside its title, with the address of a form by its id: raise for the client 10."""
