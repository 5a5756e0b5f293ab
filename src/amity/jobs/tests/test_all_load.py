"""Every module of scheduled work is loaded when Amity starts: what isn't loaded never runs, without any error."""

import subprocess
import sys
from pathlib import Path

from tests.rig.children import ROOT, around

SOURCE = ROOT / "src"
NOT_WORK = {"amity.work.templatetags.jobs"}
LOADED = "import sys, django; django.setup(); print(*(one for one in sys.modules if one.endswith('.jobs')))"


def test_every_module_of_jobs_is_loaded_at_the_start(tmp_path):
    written = {".".join(file.relative_to(SOURCE).with_suffix("").parts) for file in Path(SOURCE).rglob("jobs.py")}
    run = subprocess.run(
        [sys.executable, "-c", LOADED], env=around(tmp_path), capture_output=True, text=True, check=True
    )

    assert written - NOT_WORK - set(run.stdout.split()) == set()
