"""Learns the guardrails' cues from labelled texts, and tells how well they do on texts held out."""
