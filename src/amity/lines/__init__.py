"""The identity of a quoted line, which never changes, and its terms over time, which are only added.

Terms: line, terms, hours by discipline, quoted, current, finished. Main commands: `open_line`, `edit_line`,
`set_terms`.
"""
