"""Slots on a decision's page that parts above fill, in `AppConfig.ready`."""

from amity.ui.slots import Slot

buttons = Slot("decision.buttons")
"""Buttons of a decision that was made. `template` is drawn with `decision`: recommend 10, opportunity 20."""
