"""Conversion of stages written before rows, frames and bodies were separate, when they are opened.

Such a stage has one wide table of rows. Older imports can still be viewed, resumed and undone.
"""

import sqlite3
from typing import Final

_MOVED: Final = """
BEGIN;
ALTER TABLE row RENAME TO wide;
DROP INDEX IF EXISTS row_by_day;
{schema}
INSERT INTO frame
    (person_key, client_key, project_key, task_key, mail, one, rows, seconds, first, last, billable, lines)
    SELECT person_key, client_key, project_key, task_key, max(coalesce(json_extract(body, '$.mail'), '')), min(number),
        count(*), sum(seconds), min(work_date), max(work_date), sum(json_extract(body, '$.billable') IS NOT 0),
        count(json_extract(body, '$.line'))
    FROM wide WHERE body IS NOT NULL GROUP BY 1, 2, 3, 4;
CREATE INDEX frame_by_keys ON frame (person_key, client_key, project_key, task_key);
INSERT INTO row (number, frame, person_key, work_date, seconds, fate, held, changed, reasons)
    SELECT number, frame.id, wide.person_key, work_date, wide.seconds, fate, held, changed, reasons
    FROM wide LEFT JOIN frame USING (person_key, client_key, project_key, task_key);
INSERT INTO body (number, body, cells) SELECT number, body, cells FROM wide;
DROP TABLE wide;
COMMIT;
"""


def bring_up_to_date(connection: sqlite3.Connection, schema: str) -> None:
    """Create the tables of `schema` on a stage, with the data of an older one."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(row)")}
    connection.executescript(_MOVED.format(schema=schema) if "client_key" in columns else schema)
