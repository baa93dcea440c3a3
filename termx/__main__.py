"""`python -m termx`."""

from termx.cli import main

main()
