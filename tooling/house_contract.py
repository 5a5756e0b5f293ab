"""The import contract of the house: import-linter's layers, in the order that `amity/config/house.py` states."""

import runpy
from pathlib import Path
from typing import Any

from importlinter.contracts.layers import LayersContract

ORDER = Path(__file__).resolve().parents[1] / "src" / "amity" / "config" / "house.py"


class HouseContract(LayersContract):
    """Layers from the top down. The file is read by its path, so that any tree of packages can be judged by it."""

    def __init__(self, name: str, session_options: dict[str, Any], contract_options: dict[str, Any]) -> None:
        house = runpy.run_path(str(ORDER))["HOUSE"]
        own = {"containers": ["amity"], "layers": [f"({part})" for part in reversed(house)], "exhaustive": "true"}
        super().__init__(name, session_options, contract_options | own)
