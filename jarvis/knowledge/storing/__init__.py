"""The parts of the document store, one table or two a file. They know no reader and no index.

In their SQL, a plus in front of a column (`+d.status`) keeps SQLite from beginning with that
column's index: nearly every document is ready, and a few passages are asked for.
"""
