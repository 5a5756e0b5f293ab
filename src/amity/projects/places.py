"""The place on a project's page that parts above fill, in `AppConfig.ready`.

An entry's `template` is drawn with `project`, `rights` and `loaded`, what its loader gives for the project's id.
"""

from amity.ui.slots import Slot

sections = Slot("project.sections")
"""Below the head of a project: quoted against actual 10, burn 20, month by month 30."""
