"""The results as a table and a chart: docs/benchmarks.md between its marks, docs/pictures/benchmarks.svg."""

import json
import os
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

DOCS = Path(__file__).resolve().parents[1] / "docs"
RESULTS, PAGE, PICTURE = DOCS / "benchmarks.json", DOCS / "benchmarks.md", DOCS / "pictures" / "benchmarks.svg"
BEGIN, END = "<!-- measured: written by make bench -->", "<!-- end of measured -->"
AIM_RATIO: Final = Decimal("1.1")
AIMS_MS: Final = {
    "portfolio page": 60,
    "project page": 60,
    "1,000 projects": 60,
    "80 projects": 20,
    "one project": 10,
    "first page of all time": 60,
    "page deep inside all time": 60,
    "first page of entries": 50,
}
"""Milliseconds on PostgreSQL with two processes of two threads."""
PAGE_MS: Final = 60
LARGE_PAGES: Final = {"accounts:account", "briefs:brief", "handoff:handoff", "projects:project"}
"""Pages that may ask the database 25 times, others 20."""
NAMES: Final = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}


def write(results: Mapping[str, Any]) -> None:
    """Write the table and the chart into the documentation."""
    before, _mark, rest = PAGE.read_text().partition(BEGIN)
    _old, _mark, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(results)}\n{END}{after}")
    PICTURE.write_text(_picture(results))


def keep(name: str, found: Mapping[str, Any]) -> None:
    """Save a separate measurement in the results of its database, and write the page again."""
    results = json.loads(RESULTS.read_text())
    results["databases"][found["database"]][name] = found
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    write(results)


def table(results: Mapping[str, Any]) -> str:
    """Return all results as Markdown."""
    machine = results["machine"]
    taken = f"Taken on {results['taken_on']}: {machine['cores']} cores of {machine['processor']}, "
    lines = [f"{taken}{machine['memory_gb']} GB, Python {machine['python']}.", ""]
    for database, found in results["databases"].items():
        lines += [f"### {NAMES[database]}", ""]
        lines += [*_reading(found["reading"]), "", *_cold(found["inside"]), "", *_other(found), ""]
        lines += _by_size(found.get("conversation") or {}, "conversation of an account", "events")
        lines += _by_size(found.get("going out") or {}, "Going out of an account manager", "items")
        lines += _mailbox(found)
        lines += [*_floor(found.get("floor") or {}), *_pages(found.get("pages") or {}), ""]
    return "\n".join(lines)


def _reading(found: Mapping[str, Any]) -> Iterator[str]:
    sizes = list(next(iter(found.values())))
    heads = " | ".join(f"{size.replace('_', ',')} entries" for size in sizes)
    yield f"| median of one warm answer, ms | {heads} | largest ÷ smallest | aim |"
    yield "| --- |" + " ---: |" * (len(sizes) + 2)
    for name, by_size in found.items():
        times = [by_size[size]["p50_ms"] for size in sizes]
        aim = f"≤ {AIMS_MS[name]} ms" if name in AIMS_MS else f"≤ {AIM_RATIO} ×"
        cells = " | ".join(f"{one:.1f}" for one in times)
        yield f"| {name} | {cells} | {times[-1] / times[0]:.2f} | {aim} |"


def _by_size(found: Mapping[str, Any], title: str, rows: str) -> Iterator[str]:
    """Yield the table of pages with few rows and with many. The ratio is of processor time, where it was measured."""
    if not found:
        return
    sizes = list(next(iter(found.values())))
    heads = " | ".join(f"{int(size):,} {rows}" for size in sizes)
    yield f"| {title}, median ms within a process | {heads} | largest ÷ smallest | queries | aim |"
    yield "| --- |" + " ---: |" * (len(sizes) + 3)
    for name, by_size in found.items():
        times, queries = ([by_size[size][key] for size in sizes] for key in ("p50_ms", "queries"))
        used = [by_size[size].get("processor_ms", by_size[size]["p50_ms"]) for size in sizes]
        cells = " | ".join(f"{one:.1f}" for one in times)
        yield f"| {name} | {cells} | {used[-1] / used[0]:.2f} | {max(queries)} | ≤ {AIM_RATIO} × |"
    yield ""


def _mailbox(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the table of emails a minute, with the memory of the process before and after."""
    names = {"mailbox": "imported from files", "mailbox sync": "read from an IMAP server"}
    rows = [(label, found[name]) for name, label in names.items() if found.get(name)]
    if not rows:
        return
    heads = "emails | a minute of processor time | a minute of the clock | memory before | memory after | aim"
    yield f"| emails taken | {heads} |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for label, one in rows:
        rates = f"{one['taken']:,} | {one['a minute']:,} | {one['a minute of the clock']:,}"
        yield f"| {label} | {rates} | {one['MB before']} MB | {one['MB after']} MB | 10,000 a minute, flat memory |"
    yield ""


def _cold(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the table of the same questions within one process, with cached results and without."""
    if "answers" not in found:
        yield "The table above is warm. Cold figures come with the next full run."
        return
    yield "| median of one answer within a process, ms | warm | cold | cold ÷ warm |"
    yield "| --- | ---: | ---: | ---: |"
    for name, times in found["answers"].items():
        warm, cold = times["warm"]["p50_ms"], times["cold"]["p50_ms"]
        yield f"| {name} | {warm:.1f} | {cold:.1f} | {cold / warm:.1f} |"


def _floor(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the table of the emptiest pages: the floor of every other one."""
    if not found:
        return
    yield "| floor of a page, within a process, warm | ms | of processor time | queries |"
    yield "| --- | ---: | ---: | ---: |"
    for name, one in found.items():
        yield f"| {name} | {one['p50_ms']:.1f} | {one['processor_ms']:.1f} | {one['queries']} |"
    yield ""


def _pages(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the table of every page, slowest first."""
    if not found:
        return
    slow = sum(1 for one in found.values() if one["p50_ms"] > PAGE_MS)
    many = sum(1 for name, one in found.items() if one["queries"] > most_queries(name))
    yield f"{len(found)} pages; {slow} take more than {PAGE_MS} ms, {many} ask more often than aimed at."
    yield ""
    yield "| page, for someone with every role | warm, ms | queries | aim |"
    yield "| --- | ---: | ---: | ---: |"
    for name, one in sorted(found.items(), key=lambda pair: -pair[1]["p50_ms"]):
        yield f"| `{name}` | {one['p50_ms']:.1f} | {one['queries']} | ≤ {PAGE_MS} ms, ≤ {most_queries(name)} |"


def most_queries(page: str) -> int:
    """Return the number of queries a page should not exceed."""
    return 25 if page in LARGE_PAGES else 20


def _other(found: Mapping[str, Any]) -> Iterator[str]:
    yield "| measured | value | aim |"
    yield "| --- | ---: | ---: |"
    memory = _memory(found.get("memory") or {})
    importing = (*_importing(found.get("import") or {}), *_killed(found.get("killed") or {}))
    for name, value, aim in (*_inside(found["inside"]), *_writing(found["writing"]), *memory, *importing):
        yield f"| {name} | {value} | {aim} |"


def _inside(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    raw, data = found["raw aggregate"]["p50_ms"], found["data part"]["p50_ms"]
    value = f"{data:.1f} ÷ {raw:.1f} ms = {data / raw:.2f}"
    yield f"data part of {found['projects']:,} projects ÷ raw aggregate, warm", value, "≤ 0.25"
    if cold := found.get("data part, cold"):
        yield "the same, cold", f"{cold['p50_ms']:.1f} ÷ {raw:.1f} ms = {cold['p50_ms'] / raw:.2f}", ""


def _writing(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    rest, plain = found["one entry over REST"], found["one plain insert"]
    yield "one entry over REST, one client", f"{rest['p50_ms']:.1f} ms (p95 {rest['p95_ms']:.1f})", "≤ 9 ms"
    value = f"{rest['p50_ms']:.1f} ÷ {plain['p50_ms']:.1f} ms = {found['ratio']:.2f}"
    yield "the same ÷ a plain insert view", value, "≤ 1.5"
    yield "entries a second, four clients", f"{found['entries_a_second_with_four_clients']:.0f}", "≥ 165"


def _memory(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if not found:
        return
    for name, place, aim in (("resident", 1, ""), ("proportional", 2, "≤ 200 MB")):
        if shown := [f"{one[place]:.0f} MB after {one[0]:,}" for one in found["after"] if len(one) > place]:
            asked = f"{found['requests']:,} mixed requests in {found['seconds'] / 60:.0f} min"
            yield f"{name} memory of the larger process, {asked}", "; ".join(shown), aim
    if whole := found.get("whole"):
        yield "proportional memory of all processes of the server together", f"{whole:.0f} MB", ""


def _importing(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if not found:
        return
    rows, whole = f"{found['rows']:,}", found["whole_rows_per_second"]
    yield f"import of {rows} rows, rows a second", f"{whole:,.0f}", ""
    yield (
        "the same ÷ copying them into that table, beside a writer too",
        f"{found['whole_of_copy']:.2f}",
        "≥ 0.5",
    )
    if alone := found.get("whole_of_copy_alone"):
        yield "the same ÷ copying them without the writer", f"{alone:.2f}", ""
    yield "writing them alone ÷ copying them", f"{found['apply_of_copy']:.2f}", ""
    yield "rows of the file read and staged a second", f"{found['rows'] / found['read_seconds']:,.0f}", "≥ 50,000"
    yield "rows of an open table parsed a second, nothing staged", f"{found['parse_rows_per_second']:,.0f}", ""
    yield "memory at most", f"{found['peak_megabytes']:.0f} MB", "bounded"
    yield "another writer waited, 95% at most; longest", _waits(found), ""


def _killed(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if not found:
        return
    name = f"import of {found['rows']:,} rows killed {len(found['killed_at'])} times and finished"
    yield name, f"{found['seconds']:.0f} s ({'; '.join(found['killed_at'])})", ""
    right = f"{found['entries']:,} entries, {found['seconds_in_sums']:,} s in sums and in the file"
    yield "each row once, `amity verify` clean", "no" if found["code"] else right, "yes"
    yield "another writer waited meanwhile, 95% at most; longest", _waits(found), ""


def _waits(found: Mapping[str, Any]) -> str:
    return f"{found['wait_p95']:.2f} s; {found['wait_longest']:.2f} s"


def _picture(results: Mapping[str, Any]) -> str:
    """Return the chart of how much slower the largest agency is than the smallest, on the first database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amity.config.settings")
    import django

    django.setup()
    from amity.ui.charts import PAPER, RankedBar, ranked

    database, found = next(iter(results["databases"].items()))
    bars = []
    for name, by_size in found["reading"].items():
        times = [one["p50_ms"] for one in by_size.values()]
        ratio = Decimal(str(round(times[-1] / times[0], 2)))
        bars.append(RankedBar(name, ratio, f"{ratio} ×", "ink" if ratio <= AIM_RATIO else "watch"))
    title = f"A hundred times the entries: how many times as long ({NAMES[database]})"
    return ranked("bench", title, bars, target=AIM_RATIO, target_label="aim 1.1 ×").standalone(PAPER)
