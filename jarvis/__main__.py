"""`python -m jarvis` is the command `jarvis`."""

from jarvis.cli import main

main()
