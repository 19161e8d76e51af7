"""Talking with Jarvis, measured from browser to browser."""
