"""Benchmarks: one folder an area, run by scripts/bench. They measure; they assert nothing."""
