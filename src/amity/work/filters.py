"""Which jobs pass the filters of the list. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amity.work.rules import Job

NO_MANAGER = "none"
PRE_EXISTING = "pre_existing"


@dataclass(frozen=True, slots=True)
class JobFilter:
    """What a job must be: each value "" where it does not matter. Every word of `find` is in its names or its code."""

    find: str = ""
    account: str = ""
    stage: str = ""
    manager: str = ""
    size: str = ""

    def passed(self, jobs: Iterable[Job]) -> list[Job]:
        """Return the jobs that pass, in their order."""
        words = self.find.casefold().split()
        return [job for job in jobs if self._passes(job, words)]

    def _passes(self, job: Job, words: Sequence[str]) -> bool:
        account = str(job.account.id) if job.account else ""
        manager = str(job.manager.id) if job.manager else NO_MANAGER
        stages = self.stage.split(",") if self.stage else ()
        named = " ".join((job.name, job.code, job.account.name if job.account else "")).casefold()
        return (
            all(word in named for word in words)
            and self.account in ("", account)
            and self.manager in ("", manager)
            and self.size in ("", job.size)
            and (not stages or job.stage in stages or (job.pre_existing and job.is_open and PRE_EXISTING in stages))
        )
