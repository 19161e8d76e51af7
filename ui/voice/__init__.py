"""Talking with Jarvis on the page."""
