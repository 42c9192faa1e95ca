"""`python -m sijill` is the command line."""

from sijill.cli import main

main()
