"""Processes forked from this one, which has Django and every part imported already."""

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from django.db import connections

from tests.rig.patience import PATIENCE

CONTEXT = multiprocessing.get_context("fork")
FAULTS = ".err"


def fork(act: Callable[..., int | None], *given: Any, output: Path | None = None) -> BaseProcess:
    """Start `act(*given)` in a process of its own. Its result is the exit code.

    Its output goes to the file `output`, and its errors to the file next to it that ends in .err.

    The connections of this process are closed first, since two processes on one connection would read each other's
    answers.
    """
    connections.close_all()
    process = CONTEXT.Process(target=_run, args=(act, given, output))
    process.start()
    return process


def _run(act: Callable[..., int | None], given: tuple[Any, ...], output: Path | None) -> None:
    with contextlib.ExitStack() as stack:
        if output is not None:
            stack.enter_context(contextlib.redirect_stdout(stack.enter_context(output.open("w"))))
            faults = stack.enter_context(output.with_suffix(FAULTS).open("w"))
            stack.enter_context(contextlib.redirect_stderr(faults))
        code = act(*given)
    connections.close_all()
    sys.stdout.flush()
    os._exit(code or 0)


def exit_code(process: BaseProcess) -> int:
    """Wait for a process and return its exit code. One that doesn't end is killed, and returns -9."""
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
    return -9 if process.exitcode is None else process.exitcode
