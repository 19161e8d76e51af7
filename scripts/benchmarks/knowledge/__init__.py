"""`./scripts/bench knowledge`: how well and quickly documents are found, what they cost."""
