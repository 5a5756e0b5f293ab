"""The pages ask about existing time: in the preview, in the choice, and on the result."""

from django.db.models import Sum

from amity.audit.models import Record
from amity.imports.tests.by_page import HEADER, at, bring, import_it, make_new, newest, row
from amity.timesheets.models import Entry

TEXT = HEADER + row() + row(day="2026-11-03", hours="2", text="Other")


def bring_again_as_csv(client):
    bring(client, TEXT)
    make_new(client)
    import_it(client)
    bring(client, TEXT, tool="csv")
    return client.get(at("batch")).content.decode()


def seconds():
    return Entry.objects.aggregate(all=Sum("seconds"))["all"]


def test_the_preview_asks_and_offers_nothing_to_import(finas):
    page = bring_again_as_csv(finas)

    assert "2 rows look like time already here and will be skipped." in page
    assert "Everything in this file is here already." in page
    assert page.count("This looks like time already here") == 2


def test_the_choice_can_be_made_and_taken_back(finas):
    bring_again_as_csv(finas)
    asked = finas.post(at("duplicates"), {"choice": "import"}, follow=True).content.decode()
    taken_back = finas.post(at("duplicates"), {"choice": "skip"}, follow=True).content.decode()

    assert "will be imported as well" in asked
    assert "will be skipped" in taken_back
    assert Record.objects.filter(action="import.duplicates_decided").count() == 2


def test_rows_imported_on_purpose_are_counted_again(finas):
    bring_again_as_csv(finas)
    finas.post(at("duplicates"), {"choice": "import"})
    import_it(finas)

    assert (newest().counts["created"], seconds()) == (2, 6 * 3600)


def test_rows_that_differ_can_replace_their_entries(finas):
    bring(finas, TEXT)
    make_new(finas)
    import_it(finas)
    bring(finas, TEXT.replace(",2,", ",3,"), tool="csv")
    asked = finas.get(at("batch")).content.decode()
    chosen = finas.post(at("duplicates"), {"choice": "replace"}, follow=True).content.decode()
    import_it(finas)

    assert "Replace entries that differ" in asked
    assert "One row will replace the entry it differs from." in chosen
    assert "will be imported as well" not in chosen
    assert (newest().counts["updated"], newest().counts["duplicate"], seconds()) == (1, 1, 4 * 3600)


def test_the_result_lists_what_was_skipped(finas):
    bring_again_as_csv(finas)
    bring(finas, TEXT + row(day="2026-11-04", text="New"), tool="csv")
    page = import_it(finas)

    assert (newest().counts["created"], newest().counts["duplicate"], seconds()) == (1, 2, 4 * 3600)
    assert "2 from another import or the timesheet" in page
    assert page.count("This looks like time already here") == 2


def test_the_result_names_the_rows_that_came_in_and_the_hours_of_the_file(finas):
    bring(finas, HEADER + row(hours="1.25") + row(day="2026-11-03", text="Other"))
    make_new(finas)
    first = import_it(finas)
    bring(finas, HEADER + row(hours="1.25") + row(day="2026-11-03", text="Other"))
    again = import_it(finas)

    assert "<h1>2 rows imported</h1>" in first
    assert "<h1>Nothing new in this file</h1>" in again
    assert "2.25\u00a0h of this file are in Amity" in first
    assert "2.25\u00a0h of this file are in Amity" in again


def test_a_choice_that_is_none_changes_nothing(finas):
    bring_again_as_csv(finas)
    finas.post(at("duplicates"), {"choice": "double"})

    assert newest().options.get("duplicates", "") == ""


def test_a_preview_that_a_newer_import_overtook_is_compared_again(finas):
    bring(finas, TEXT)
    make_new(finas)
    old = newest()
    bring(finas, TEXT, name="again.csv")
    make_new(finas)
    import_it(finas)
    page = finas.post(at("begin", old), follow=True).content.decode()

    assert "It was compared again" in page
    assert (old.__class__.objects.get(pk=old.pk).counts["unchanged"], seconds()) == (2, 3 * 3600)


def test_the_page_offers_to_import_only_rows_that_differ(finas):
    bring_again_as_csv(finas)
    bring(finas, TEXT.replace(row(), row(hours="3")), tool="csv")
    asked = finas.get(at("batch")).content.decode()
    finas.post(at("duplicates"), {"choice": "changed"})
    chosen = finas.get(at("batch")).content.decode()
    import_it(finas)

    assert "2 rows look like time already here and will be skipped." in asked
    assert "One row differs in time, text or project" in asked
    assert "One row looks like time already here and will be imported as well." in chosen
    assert (newest().counts["created"], newest().counts["duplicate"], seconds()) == (1, 1, 6 * 3600)
