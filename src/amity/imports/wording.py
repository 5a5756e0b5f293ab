"""The sentence of every reason code: the fault or assumption, and what to do."""

from collections.abc import Mapping

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.imports.rules import Reason
from amity.ui import formats

FILES: Mapping[str, Promise] = {
    "file_empty": lazy("The file is empty."),
    "file_too_large": lazy("The file has %(megabytes)s MB; up to %(limit)s MB can be read. Export a shorter period."),
    "wrong_kind": lazy("This is %(kind)s, not a table. Import a CSV or XLSX file."),
    "zip_broken": lazy("The XLSX file is damaged and cannot be opened. Export it again."),
    "xlsx_broken": lazy("The XLSX file can’t be read. Save it again, or import it as CSV."),
    "xlsx_too_large": lazy("Unpacked, this XLSX file is larger than %(limit)s MB. Import it as CSV."),
    "reading_heavy": lazy("Reading this file needs too much memory. Split it, or save it as CSV."),
    "reading_slow": lazy("Reading this file takes too long. Split it into shorter files, or save it as CSV."),
    "reading_crashed": lazy("This file can’t be read: it needs too much memory, or is damaged. Save it as CSV."),
    "reading_unfinished": lazy("Reading this file did not finish. Try again, or remove it."),
    "reading_busy": lazy("Other files are being read right now. Try again in a moment."),
    "sheet_missing": lazy("The file has no sheet named “%(name)s”."),
    "sheet_chosen": lazy("Read from the sheet “%(name)s”."),
    "too_many_rows": lazy("The file has more than %(limit)s rows. Export a shorter period."),
    "too_many_columns": lazy("The file has %(columns)s columns; up to %(limit)s can be read."),
    "cell_too_long": lazy(
        "From row %(row)s on, a cell does not end: a quotation mark is missing before line %(line)s."
    ),
    "cell_too_long_in_row": lazy("A cell in this row is too long to import."),
    "line_too_long": lazy("Line %(line)s does not end. This is probably not a CSV file."),
    "csv_broken": lazy("Row %(row)s cannot be read as CSV (line %(line)s)."),
    "encoding_unknown": lazy("Encoding “%(name)s” not found."),
    "encoding_guessed": lazy("Read as %(name)s, because line %(line)s isn’t UTF-8. Check that accents are right."),
    "encoding_broken": lazy("Line %(line)s contains bytes that aren’t text. Rows like this are skipped."),
    "preamble_skipped": lazy("Lines above the header that were skipped: %(lines)s."),
    "header_repeated": lazy("The column “%(name)s” occurs more than once; a later one is called “%(used)s”."),
    "row_ragged": lazy("This row has %(cells)s cells, the header %(columns)s."),
    "quote_open": lazy("A quotation mark opens here and never closes; the rest of the file is inside it."),
    "bytes_broken": lazy("This row contains bytes that aren’t text."),
    "nul_in_row": lazy("This row contains control characters."),
    "columns_missing": lazy("Choose the columns for: %(fields)s. The file has: %(found)s."),
    "too_many_names": lazy("%(count)s different names in the column for %(field)s. Is it the right column?"),
    "map_option": lazy("“%(text)s” is not FIELD=COLUMN."),
    "map_field": lazy("“%(text)s” is not a field. Fields are: %(fields)s."),
    "map_column": lazy("The file has no column “%(text)s”. Its columns are: %(columns)s."),
    "line_code_expression": lazy("“%(text)s” isn’t a valid expression. Check its brackets and repetitions."),
    "line_code_heavy": lazy("The expression “%(text)s” is too long or repeats too much. Shorten it."),
    "line_code_unsupported": lazy(
        "The expression “%(text)s” can’t be used. Remove look-arounds, back-references and \\Z."
    ),
    "line_alias": lazy("“%(text)s” is not WRONG=RIGHT."),
    "not_harvest": lazy(
        "This is not Harvest’s detailed time export. Missing: %(fields)s. The file has: %(found)s. Import "
        "it as any CSV or XLSX to choose its columns."
    ),
    "harvest_other_export": lazy("This is %(export)s. Import the detailed time report instead."),
    "other_tool": lazy("This is an export from %(tool)s. Choose %(tool)s as its source."),
    "not_export": lazy(
        "This is not the detailed time report of %(tool)s. Missing: %(fields)s. The file has: %(found)s. "
        "Import it as any CSV or XLSX to choose its columns."
    ),
    "not_contacts": lazy("No column contains a name or an email address. Columns: %(columns)s."),
    "not_lines": lazy("These columns are missing for scope lines: %(fields)s."),
    "not_projects": lazy("No column names the project. Columns: %(columns)s."),
    "not_workspace": lazy("This ZIP holds no list of projects (projects.json) as Toggl Track’s data export does."),
    "zip_broken_workspace": lazy("The ZIP file is damaged and cannot be opened. Zip the folder again."),
    "workspace_broken": lazy("“%(name)s” in the ZIP isn’t a list of records. Export the data again."),
    "not_crm": lazy("This ZIP has no CSV table with companies, contacts or deals."),
    "tables_too_large": lazy("Unpacked, the tables in this ZIP are larger than %(limit)s MB, or too many."),
    "board_broken": lazy("This JSON file is damaged and cannot be read. Export the board again."),
    "board_too_large": lazy("The board has more than %(limit)s MB. Export it without its history."),
    "not_board": lazy("This JSON file isn’t a Trello board. Export the board under Print, export and share."),
    "workspace_too_large": lazy("Unpacked, the lists in this ZIP are larger than %(limit)s MB."),
    "vcalendar": lazy("This is a calendar file, not contacts."),
    "no_vcards": lazy("No vCards found in this file."),
}

ROWS: Mapping[str, Promise] = {
    "date_missing": lazy("The date is missing."),
    "date_unreadable": lazy("“%(text)s” is not a date."),
    "date_no_such_month": lazy("“%(text)s” has an invalid month, %(month)s."),
    "date_no_such_day": lazy("%(month)s %(year)s has %(days)s days."),
    "date_other_order": lazy("The file writes day and month the other way. %(suggestion)s?"),
    "date_out_of_range": lazy("“%(text)s” is too far from today."),
    "date_order_open": lazy("Is %(sample)s day first or month first? Every date of this file can be read both ways."),
    "date_order_mixed": lazy("Some dates are day first, others month first. Which is right?"),
    "hours_missing": lazy("The time is missing."),
    "clock_unreadable": lazy("“%(text)s” is not a time of day."),
    "hours_unreadable": lazy("“%(text)s” is not a time."),
    "hours_negative": lazy("Below zero; use a correction."),
    "hours_over_day": lazy("More than a day."),
    "hours_over_day_suggested": lazy("More than a day. %(suggestion)s?"),
    "crm_deleted": lazy("It was deleted in the CRM."),
    "crm_merged": lazy("It was merged into another one in the CRM."),
    "crm_untitled": lazy("The name of the deal is missing."),
    "number_unreadable": lazy("“%(text)s” is not a number."),
    "number_mark": lazy("The file writes decimals with “%(mark)s”. %(suggestion)s?"),
    "billable_unreadable": lazy("“%(text)s” is neither yes nor no."),
    "price_negative": lazy("A price or cost is below zero."),
    "currency_unknown": lazy("Currency “%(text)s” not found."),
    "currency_missing": lazy("An amount without a currency."),
    "person_missing": lazy("No person is named for this time."),
    "row_of_totals": lazy("“%(text)s” is a sum of other rows. Only rows of people are imported."),
    "expense_kind": lazy("“%(text)s” isn’t a kind of expense. Use “pass-through” or “cost of delivery”."),
    "passed_on_to_nobody": lazy("A pass-through cost needs a client project, and none is named."),
    "billed_in_another": lazy("The billed amount is in %(file)s, the agreement in %(agreed)s."),
    "contact_empty": lazy("No name or email address."),
    "name_too_long": lazy("The name in %(field)s has more than %(limit)s characters."),
    "amount_too_large": lazy("The amount is too large."),
    "company_missing": lazy("No company is named, and no account has this email domain."),
    "mail_unreadable": lazy("“%(text)s” isn’t a valid email address."),
    "vcard_broken": lazy("This card cannot be read."),
    "vcard_not_closed": lazy("This card has no end."),
    "line_field_missing": lazy("Missing: %(field)s."),
    "line_twice": lazy("The code %(line)s is already in row %(row)s."),
    "client_unknown": lazy("The client “%(name)s” is unknown."),
    "project_unknown": lazy("The project “%(name)s” is unknown."),
    "person_unknown": lazy("The person “%(name)s” is unknown."),
    "line_unknown": lazy("The project has no line “%(name)s”."),
    "day_over_24": lazy("%(name)s has more than 24 hours on %(date)s."),
    "month_locked": lazy("%(month)s is locked."),
    "several_candidates": lazy("%(new)s new rows on this date could match %(old)s existing ones. Nothing was changed."),
    "changed_on_both_sides": lazy("Changed here and at the source: %(fields)s."),
    "deleted_here_changed_there": lazy("Deleted here, changed at the source: %(fields)s."),
    "lines_lost": lazy("Rows that lose their line, because this file has no code for them: %(count)s."),
    "line_codes_recalled": lazy("Line codes are read as in import %(number)s."),
    "looks_like_imported": lazy("This looks like time already here: entry %(entry)s, %(hours)s h, from %(tool)s."),
    "looks_like_logged": lazy("This looks like time already here: entry %(entry)s, %(hours)s h, from the timesheet."),
    "looks_like_other_seconds": lazy("This may be entry %(entry)s from %(tool)s, changed: its time is %(hours)s h."),
    "looks_like_other_text": lazy("This may be entry %(entry)s from %(tool)s, changed: its text differs."),
    "looks_like_other_project": lazy("This may be entry %(entry)s from %(tool)s, changed: its project differs."),
    "looks_like_imported_expense": lazy(
        "This looks like expense %(expense)s, which is already here from another file."
    ),
    "looks_like_entered_expense": lazy("This looks like expense %(expense)s, which was entered in Amity."),
    "looks_like_corrected_expense": lazy(
        "This may be the correction of an expense already here. Possible matches: %(count)s."
    ),
    "invoice_kind": lazy("“%(text)s” isn’t a kind of invoice. Use “invoice”, “credit note” or “payment”."),
    "invoice_row_broken": lazy("Another row of invoice %(number)s can’t be read, so the whole invoice is left out."),
    "invoice_total": lazy("The lines add up to %(lines)s, but the total is %(total)s."),
    "invoice_totals_differ": lazy(
        "The rows of invoice %(number)s have different totals. If these are amounts of lines, choose that column for "
        "the line amount."
    ),
    "invoice_currencies": lazy("The rows of invoice %(number)s have different currencies."),
    "invoice_unknown": lazy("This is a payment for invoice %(number)s, which isn’t here. Import the invoice first."),
    "in_same_file": lazy("Import %(number)s of the same file already has this row."),
    "perhaps_moved": lazy("The same work is already here under “%(project)s”, which this file does not contain."),
}

MATCHES: Mapping[str, Promise] = {
    "chosen_before": lazy("your earlier choice"),
    "same_mail": lazy("same email address"),
    "same_code": lazy("same code"),
    "same_name": lazy("same name"),
    "same_but_for_spelling": lazy("“%(name)s” is spelled nearly the same"),
    "name_is_close": lazy("Unknown. %(name)s is close."),
    "several_of_this_name": lazy("%(count)s are called “%(name)s”"),
    "name_unknown": lazy("no match by name"),
    "name_missing": lazy("no name"),
    "project_of_this_name": lazy("a project with this name exists"),
    "name_in_project": lazy("“%(name)s” is in the project’s name"),
    "domain_in_texts": lazy("%(name)s in %(count)s descriptions"),
    "name_in_texts": lazy("“%(name)s” in %(count)s descriptions"),
    "several_in_texts": lazy("%(count)s client names in the texts"),
    "never_billable": lazy("never billable"),
    "no_account_found": lazy("no account of this name"),
}

_THINGS: Mapping[str, Promise] = {
    "pdf": lazy("a PDF"),
    "png": lazy("a picture"),
    "gif": lazy("a picture"),
    "jpeg": lazy("a picture"),
    "riff": lazy("a picture or sound"),
    "old_office": lazy("an old Office file (.xls or .doc); save it as XLSX"),
    "zip": lazy("a ZIP archive; unpack it first"),
    "gzip": lazy("a packed file; unpack it first"),
    "bzip2": lazy("a packed file; unpack it first"),
    "xz": lazy("a packed file; unpack it first"),
    "7z": lazy("a packed file; unpack it first"),
    "rar": lazy("a packed file; unpack it first"),
    "docx": lazy("a Word document"),
    "pptx": lazy("a presentation"),
    "xlsb": lazy("a binary Excel file (.xlsb); save it as XLSX"),
    "opendocument": lazy("an OpenDocument file; save it as XLSX"),
    "html": lazy("a web page"),
    "xml": lazy("an XML file"),
    "json": lazy("a JSON file"),
    "rtf": lazy("a text document"),
    "vcard": lazy("a file of contacts (vCard)"),
    "vcalendar": lazy("a calendar"),
    "program": lazy("a program"),
    "sqlite": lazy("a database"),
    "binary": lazy("a file without text"),
    "harvest_projects": lazy("Harvest’s projects export"),
    "harvest_clients": lazy("Harvest’s clients export"),
    "harvest_summary": lazy("a summary of Harvest"),
    "harvest_invoices": lazy("Harvest’s invoices export"),
}
_TOOLS: Mapping[str, str | Promise] = {
    "harvest": "Harvest",
    "toggl": "Toggl Track",
    "clockify": "Clockify",
    "tempo": "Jira Tempo",
    "csv": lazy("another file"),
    "projects": lazy("projects without time"),
    "expenses": lazy("expenses"),
    "invoices": lazy("invoices"),
}


def sentence(reason: Reason) -> str:
    """Return the reason's sentence in the person's language.

    Raises `KeyError` for an unknown code, which a test prevents.
    """
    code, params = reason.code, {"found": "–", **dict(reason.params)}
    if code == "hours_over_day" and params.get("suggestion"):
        code = "hours_over_day_suggested"
    if code == "date_no_such_day":
        params["month"] = str(MONTHS[int(params["month"])])
    if code == "month_locked":
        params["month"] = formats.month(int(params["month"].replace("-", "")))
    for name in ("kind", "export"):
        if name in params:
            params[name] = str(_THINGS.get(params[name], params[name]))
    if "tool" in params:
        params["tool"] = str(_TOOLS.get(params["tool"], params["tool"]))
    words = FILES.get(code) or ROWS.get(code) or MATCHES[code]
    return str(words) % params


def sentences(reasons: tuple[tuple[str, Reason], ...]) -> str:
    """Return all reasons against one record as one text, for the file of rejected rows."""
    return " ".join(sentence(reason) for _field, reason in reasons)
