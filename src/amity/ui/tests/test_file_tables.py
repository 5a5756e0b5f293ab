"""A calculated table as two files: exact text for programs, numbers for a spreadsheet."""

import io

from python_calamine import CalamineWorkbook

from amity.ui.lists.tables import FileTable

TABLE = FileTable(["Name", "Net fees, EUR"], [["Osprey, Rail", "498696.50"], ["007", ""], ["'=HYPERLINK()", "-12"]])


def test_csv_holds_every_cell_as_it_was_written():
    answer = TABLE.answered("money", "anything")

    assert answer["Content-Disposition"] == 'attachment; filename="money.csv"'
    assert answer.content.decode().splitlines() == [
        '\ufeffName,"Net fees, EUR"', '"Osprey, Rail",498696.50', "007,", "'=HYPERLINK(),-12",
    ]  # fmt: skip


def test_a_spreadsheet_holds_numbers_where_there_are_numbers():
    answer = TABLE.answered("money", "xlsx")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert answer["Content-Disposition"] == 'attachment; filename="money.xlsx"'
    assert rows[1:] == [["Osprey, Rail", 498696.5], ["007", ""], ["'=HYPERLINK()", -12.0]]
