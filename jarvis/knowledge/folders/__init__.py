"""Folders whose files are followed: what is new, changed or gone in them. They aren't copied."""
