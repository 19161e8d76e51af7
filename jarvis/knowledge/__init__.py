"""A person's documents: read, cut, indexed, found again. It knows no turn and no page."""
