"""The identity of a quoted line, which never changes, and its terms over time, which are only ever added.

Terms: line, terms, quoted, current, finished. Main commands: `open_line`, `set_terms`.
"""
