"""The architecture, as tests. docs/decisions/0001 has the reasons. test_checks_can_fail.py breaks it."""

import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from ninja import Schema

from amity.config.house import HOUSE
from tests.rig import shape

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "src" / "amity"
SOURCES = sorted(path for folder in ("src", "tests", "tooling") for path in (ROOT / folder).rglob("*.py"))
OWN = [path for path in SOURCES if "migrations" not in path.parts]

PRODUCT = [path for path in OWN if path.is_relative_to(PARTS) and "tests" not in path.parts]

# Rows written without save() leave no audit record: these files write it, or write what needs none.
BULK_WRITERS = {
    "api/idempotency.py",
    "people/second_factor/commands.py",
    "people/sessions/queries.py",
    "people/tokens/queries.py",
    "ui/search/history.py",
    "imports/invoices/taker.py",
    "invoicing/commands.py",
    "insights/feeds/commands.py",
    "insights/feeds/reader.py",
    "insights/shares/erasing.py",
    "insights/stories/intake.py",
    "insights/stories/ranking.py",
    "insights/stories/whole_texts.py",
    "facts/commands.py",
    "agreements/drafts/commands.py",
    "timesheets/sums/rollups.py",
    "timesheets/commands",
    "timesheets/rerating/commands.py",
    "timesheets/bulk/commands.py",
    "timesheets/bulk/rows.py",
    "timesheets/account_changed.py",
    "people/commands.py",
    "people/invitations/commands.py",
    "people/sign_in/commands.py",
    "profitability/closing",
    "gate/moves.py",
    "growth/bulk.py",
    "imports/crm",
    "gate/releases",
    "imports/commands.py",
    "imports/steps.py",
    "imports/entries",
    "imports/expenses",
    "imports/names/maker.py",
    "imports/quoted_lines",
    "imports/undo",
    "jobs",
    "mailbox/messages/writing.py",
    "mailbox/messages/retention.py",
    "mailbox/messages/erasing.py",
    "accounts/erasure/texts.py",
    "gate/erasing.py",
    "meetings/erasing.py",
    "mailbox/connections/commands.py",
    "mailbox/sending/state.py",
    "mailbox/connections/asking.py",
    "mailbox/connections/logins.py",
    "mailbox/reading",
    "mailbox/to_clear",
    "meetings/calendars/reader.py",
    "conversations/suspected/finding.py",
    "contact_reports/clocks/commands.py",
    "portal/visitors",
    "health/snapshots/commands.py",
    "health/review/commands.py",
    "health/weights/commands.py",
    "notifications/commands.py",
    "outbox",
    "today/weights/commands.py",
    "audit",
}


CLOCK = "tests/rig/clock.py"
"""The file that sets the clock and may read the real one."""


def named(path: Path) -> str:
    """Return the path relative to the repository."""
    return str(path.relative_to(ROOT))


def may_write_in_bulk(path: Path) -> bool:
    """Return whether a file is on the list, by itself or by its folder."""
    inside = path.relative_to(PARTS).as_posix()
    return any(inside == name or inside.startswith((f"{name}/", f"{name}.py")) for name in BULK_WRITERS)


def test_no_file_is_longer_than_300_lines():
    assert [found for path in OWN for found in shape.long_file(path)] == []


def test_no_function_is_longer_than_50_lines():
    assert [f"{named(path)}: {found}" for path in OWN for found in shape.long_functions(path.read_text())] == []


def test_no_template_is_longer_than_150_lines():
    assert [found for path in PARTS.glob("*/templates/**/*.html") for found in shape.long_file(path, 150)] == []


def test_no_file_is_named_after_nothing():
    assert [
        named(path) for path in OWN if path.stem in shape.EMPTY_NAMES or path.parent.name in shape.EMPTY_NAMES
    ] == []


def test_modules_and_templates_are_named_by_nouns():
    modules = [path for path in PRODUCT if shape.named_by_a_stance(path)]

    assert [named(path) for path in modules] == []
    assert [named(path) for path in PARTS.glob("*/templates/**/*.html") if shape.named_by_a_stance(path)] == []


def test_no_identifier_is_of_a_private_dialect():
    assert [f"{named(path)}: {found}" for path in PRODUCT for found in shape.private_names(path.read_text())] == []


def test_parts_are_cut_by_noun_and_never_by_layer():
    assert shape.layer_folders(PARTS) == set(), "cut by noun: each noun is a folder"


def test_each_part_says_what_it_owns_and_nothing_else_in_its_init():
    inits = sorted(PARTS.glob("*/__init__.py"))

    assert [
        f"{named(path)}: {found}" for path in inits for found in shape.more_than_a_docstring(path.read_text())
    ] == []


def test_each_folder_of_a_part_is_a_package():
    folders = {path.parent for path in PARTS.rglob("*.py")}

    assert [named(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_rules_import_nothing_but_rules_shared_values_and_the_standard_library():
    rules = [path for path in PARTS.rglob("*.py") if shape.is_rule(path, PARTS)]

    assert [f"{named(path)}: {found}" for path in rules for found in shape.impure_imports(path.read_text())] == []


def test_mail_leaves_through_the_outbox_only():
    senders = [path for path in PARTS.rglob("*.py") if "tests" not in path.parts and path.parts[-2] != "outbox"]
    logging_in = [PARTS / "mailbox" / "connections" / name for name in ("dial.py", "session.py")]

    assert not [path for path in logging_in if re.search(r"sendmail|send_message|\.data\(", path.read_text())]
    senders = [path for path in senders if path not in logging_in]
    assert [f"{named(path)}: {found}" for path in senders for found in shape.mail_senders(path.read_text())] == []


def test_rows_are_written_in_bulk_only_where_the_audit_log_is_written():
    writers = [path for path in PARTS.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    others = [path for path in writers if not may_write_in_bulk(path)]

    assert [f"{named(path)}: {found}" for path in others for found in shape.bulk_writes(path.read_text())] == []


def test_the_day_of_a_moment_is_read_where_someone_works():
    """`now.date()` is the date in UTC, which in Sydney is yesterday's until eleven in the morning."""
    writers = [path for path in PARTS.rglob("*.py") if not {"tests", "migrations", "demo"} & set(path.parts)]

    stories = {path for path in writers if path.name == "demo.py"}
    of_utc = re.compile(r"\b(now|\w+_at)\.date\(\)|_at__(date|month|year|day)\b|TruncDate\b")
    found = [named(path) for path in writers if path not in stories and of_utc.search(path.read_text())]
    assert found == [], "use timezone.localdate(moment), or agency_day(moment) for a figure"


def test_no_test_reads_the_real_clock():
    tests = [path for path in OWN if "tests" in path.relative_to(ROOT).parts and named(path) != CLOCK]

    assert [f"{named(path)}: {found}" for path in tests for found in shape.clock_reads(path.read_text())] == []


def test_processes_of_tests_get_the_clock_of_the_test():
    tests = [path for path in OWN if "tests" in path.relative_to(ROOT).parts and path.parent.name != "rig"]
    sources = {named(path): source for path in tests if "subprocess" in (source := path.read_text())}
    imports = {name: " ".join(shape.imports_of(source)) for name, source in sources.items()}
    without = {name for name, found in imports.items() if "subprocess" in found and "tests.rig.children" not in found}

    # They start tools, nothing of Amity.
    tools = {"tests/test_checks_can_fail.py", "tests/test_new_part.py", "tests/test_statements.py"}
    assert without == {*tools, "src/amity/config/tests/test_command_line.py"}


def test_values_of_a_request_are_read_by_a_form_or_the_one_reader():
    readers = {"ui/asked.py", "ui/lists/page.py", "api/operations.py"}
    others = [path for path in PRODUCT if path.relative_to(PARTS).as_posix() not in readers]

    assert [f"{named(path)}: {found}" for path in others for found in shape.raw_request_values(path.read_text())] == []


def test_numbers_are_read_by_the_one_reader():
    others = [path for path in PRODUCT if path.name != "numbers.py" and "rules" not in {path.stem, path.parent.name}]

    assert [
        f"{named(path)}: {found}" for path in others for found in shape.numbers_read_by_hand(path.read_text())
    ] == []


def test_a_number_that_people_type_has_a_most():
    assert [
        f"{named(path)}: {found}" for path in PRODUCT for found in shape.numbers_without_a_most(path.read_text())
    ] == []


def test_one_row_is_found_by_the_one_look_up():
    others = [path for path in PRODUCT if path.name != "lookup.py"]

    assert [f"{named(path)}: {found}" for path in others for found in shape.look_ups_by_hand(path.read_text())] == []


def test_no_command_shortens_what_someone_wrote():
    changing = [path for path in PRODUCT if {"commands", "changes", "said"} & {path.stem, path.parent.name}]
    changing = [path for path in changing if path.relative_to(PARTS).as_posix() != "imports/commands.py"]  # keys only

    assert [f"{named(path)}: {found}" for path in changing for found in shape.silent_cuts(path.read_text())] == []


def test_foreign_keys_point_downward():
    keys = [
        (model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
    ]

    assert [f"{below} -> {above}" for below, above in keys if shape.points_upward(below, above)] == []


def test_migrations_depend_downward():
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values()
    dependencies = [(one.app_label, label) for one in migrations for label, _ in one.dependencies]

    assert [f"{below} -> {above}" for below, above in dependencies if shape.points_upward(below, above)] == []


def test_every_part_with_models_has_a_place_in_the_house():
    own = {config.label for config in apps.get_app_configs() if config.name.startswith("amity.")}

    assert own - set(HOUSE) == set()


def shapes_under(parent: type[Schema]) -> Iterator[type[Schema]]:
    """Yield every subclass of a shape, once for each path to it."""
    for shape_of in parent.__subclasses__():
        yield shape_of
        yield from shapes_under(shape_of)


def test_shapes_of_the_interface_have_names_of_their_own():
    # The OpenAPI document knows a shape by its name alone: of two of one name it would keep the last.
    import_module("amity.config.urls")
    own = {one for one in shapes_under(Schema) if one.__module__.startswith("amity.")}
    names = Counter(one.__name__ for one in own)

    assert [name for name, times in names.items() if times > 1] == []


def test_the_tree_names_no_machine_and_no_registry():
    speaks_of_them = {"tests/rig/shape.py", "tests/test_checks_can_fail.py"}
    texts = [path for path in shape.texts(ROOT) if named(path) not in speaks_of_them]

    assert [f"{named(path)}: {found}" for path in texts for found in shape.traces_of_a_machine(path.read_text())] == []


def test_the_browsers_lock_names_no_host():
    assert '"resolved"' not in (ROOT / "frontend" / "package-lock.json").read_text()


def test_only_the_guarded_clients_ask_other_servers():
    """Any other call would reach internal addresses, and wait or read without a limit."""
    guarded = {"shared/fetching.py", "shared/guarded_network.py", "people/provider/http.py"}
    bare = re.compile(
        r"\brequests\.(?:get|post|put|patch|delete|head|options|request|[sS]ession)\("
        r"|\burllib\.request\b|\burlopen\(|\bfrom requests import\b|\bhttp\.client\b"
        r"|\b(?:import|from) (?:httpx|aiohttp)\b"
    )
    others = [path for path in PRODUCT if path.relative_to(PARTS).as_posix() not in guarded]
    assert [f"{named(path)}: {match[0]}" for path in others for match in bare.finditer(path.read_text())] == []
