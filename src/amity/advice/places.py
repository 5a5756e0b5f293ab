"""Slots on a recommendation's page that parts above fill, in `AppConfig.ready`."""

from amity.ui.slots import Slot

buttons = Slot("advice.buttons")
"""Buttons of a recommendation that the client accepted. `template` is drawn with `row`: opportunity 20."""
