"""The Metrics tab: what the ledger says, as numbers, charts and tables. Pure, but for its route."""
