"""Slots on a brief's page that parts above fill, in `AppConfig.ready`."""

from amity.ui.slots import Slot

sections = Slot("brief.sections")
"""Sections below the estimate. `template` is drawn with `brief`: advice that fits 10."""
