"""Which jobs pass the filters of the list. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from amity.ui.search.words import holds, words_of
from amity.work.rules import Job

NO_MANAGER = "none"
PRE_EXISTING = "pre_existing"


@dataclass(frozen=True, slots=True)
class JobFilter:
    """What a job must be: each value "" where it does not matter.

    Every word of `find` is in its name or code, or in the name of its account, of who runs it, or of its team.
    """

    find: str = ""
    account: str = ""
    stage: str = ""
    manager: str = ""
    size: str = ""

    def passed(self, jobs: Iterable[Job], teams: Mapping[int, str]) -> list[Job]:
        """Return the jobs that pass, in their order. `teams` are names of people by the id of their project."""
        words = words_of(self.find)
        return [job for job in jobs if self._passes(job, words, teams)]

    def _passes(self, job: Job, words: Sequence[str], teams: Mapping[int, str]) -> bool:
        account = str(job.account.id) if job.account else ""
        manager = str(job.manager.id) if job.manager else NO_MANAGER
        stages = self.stage.split(",") if self.stage else ()
        return (
            (not words or holds(_names(job, teams), words))
            and self.account in ("", account)
            and self.manager in ("", manager)
            and self.size in ("", job.size)
            and (not stages or job.stage in stages or (job.pre_existing and job.is_open and PRE_EXISTING in stages))
        )


def _names(job: Job, teams: Mapping[int, str]) -> str:
    people = [named.name for named in (job.account, job.manager, job.account_manager) if named]
    return " ".join((job.name, job.code, *people, teams.get(job.id, "") if job.kind == "project" else ""))
