"""The engines on the command line: no server, no database.

A command NAME is two modules of that name: `commands.NAME` runs it and gives the documented JSON, `telling.NAME` says
the same to people. Only the modules of the command asked for are imported, so that a small paper is read in a blink.
"""
