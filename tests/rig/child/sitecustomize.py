"""Set the clock of a Python process that a test starts, before it imports anything of Amity.

Python imports a module of this name by itself when its folder is on PYTHONPATH; `tests.rig.children` puts it there.
"""

from tests.rig import clock

clock.travel().start()
