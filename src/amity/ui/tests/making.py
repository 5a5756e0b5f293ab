"""What people opened, for tests."""

from typing import TYPE_CHECKING

from amity.ui.search import history, jumps
from tests.builders import MONDAY

if TYPE_CHECKING:
    from tests.matrix.scene import Scene


def grow(scene: "Scene", rows: int) -> None:
    """Let the person with every role have opened some things of each kind, and used an action."""
    reader = scene.viewers["everything"]
    for key, kind in jumps.kinds.items():
        for thing_id in kind.model._default_manager.order_by("pk").values_list("pk", flat=True)[:rows]:
            history.remember(reader.pk, key, thing_id, MONDAY)
    history.remember(reader.pk, "action.small_job", 0, MONDAY)
