"""Talking: what was said becomes words, and an answer becomes speech while it is written."""
