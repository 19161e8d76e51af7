"""`./scripts/bench telemetry`: what recording costs a turn, and what a million decisions cost."""
