"""The back-test knows no future, and the page shows what it measured."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from amity.profitability.forecast.fitting import State, calibrated
from amity.profitability.forecast.rules import OF_TASKS
from backtest.cesaw import Package, Task, packages
from backtest.replay import BY_TASK, judged, replayed
from backtest.scores import of_warning, warns

PAGE = Path(__file__).resolve().parents[2] / "docs" / "forecast.md"
DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def package(*, late=100.0):
    """Return three tasks of 100 minutes: the first takes 150, the last is worked on later for `late` minutes."""
    spent = ((0, 150.0), (2, 100.0), (4, late))
    tasks = [
        Task(str(day), "element", 100.0, DAY + timedelta(day), ((DAY + timedelta(day), minutes),))
        for day, minutes in spent
    ]
    return Package("one", tuple(tasks))


def test_what_comes_later_changes_nothing_seen_before():
    as_it_was, other = replayed(package(), BY_TASK), replayed(package(late=900.0), BY_TASK)
    assert other.overran
    assert as_it_was.at(0.5) == other.at(0.5)
    assert as_it_was.at(0.8) == other.at(0.8)


def test_a_task_is_finished_only_once_its_mark_was_set():
    late_mark = package().tasks[0]
    tasks = (replace(late_mark, finished_at=DAY + timedelta(3)), *package().tasks[1:])
    marks = {seen.share: seen.items[0].finished for seen in replayed(Package("one", tasks), BY_TASK).seen}
    assert not marks[0.5]
    assert not marks[0.8]
    assert marks[1.1]


def test_each_client_counts_once_however_many_projects_it_has():
    states = [State("a", share, 0.2, 8, 8, rest) for share, rest in ((0.3, 0.1), (0.5, 0.15), (0.8, 0.3))]
    other = [State("b", share, 0.0, 8, 8, rest) for share, rest in ((0.3, -0.1), (0.5, 0.0), (0.8, 0.05))]
    once, often = calibrated(states + other), calibrated(states * 20 + other)
    assert abs(once.mu - often.mu) < 1e-9
    assert abs(once.mud - often.mud) < 1e-9


def test_the_page_has_what_the_replay_of_the_real_projects_says(real_data):
    found = [judged(replayed(one, BY_TASK), OF_TASKS) for one in packages(real_data("estimation"))]
    warned = of_warning(found, warns)
    row = f"| {warned.false_alarms.value:.1%} (", f"| {warned.before_80.value:.1%} (", f"| {warned.at.value:.1%} ("
    [written] = [line for line in PAGE.read_text().splitlines() if "numbers Amity begins with" in line][:1]
    assert all(cell in written for cell in row), written
    assert warned.before_80.value >= 0.60
    assert warned.before_100.value >= 0.85
    assert warned.at.value <= 0.65
