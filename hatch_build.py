"""Build hook: a wheel carries the built assets and compiled translations, so that installing it needs no Node."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = Path("src/amity/ui/static/build")


class Assets(BuildHookInterface):
    """Builds assets and translations for a release. An editable install gets them from `make setup`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build where there is a frontend to build from. Raises RuntimeError when no asset came out."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        if (root / "tooling" / "build_assets.py").exists():
            runpy.run_path(str(root / "tooling" / "build_assets.py"))["build"]()
            runpy.run_path(str(root / "tooling" / "catalogues.py"))["compile_all"]()
        if not any((root / BUILT).glob("*.js")):
            raise RuntimeError(f"{BUILT} holds no built assets; Amity would look like plain text.")
