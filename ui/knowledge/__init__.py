"""A person's documents on the page: the Knowledge tab, the chooser in Chat, and sources."""
