"""The engines on the command line: no server, no database."""
