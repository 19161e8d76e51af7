"""The ledger: what Jarvis does, how long it takes, and what people think of it.

Figures lie in DuckDB (`ledger`), and never a message's text: that is the conversations' own, so
that erasing a conversation erases its words and leaves the figures.
"""
