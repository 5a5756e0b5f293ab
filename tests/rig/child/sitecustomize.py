"""Set the clock of a Python process that a test starts, before it imports anything of Amity.

Python imports a module of this name by itself if its folder is on PYTHONPATH, where `tests.rig.children` puts it.
"""

from tests.rig import clock

clock.travel().start()
