"""Wiring: settings, addresses, the server, and which ledger event wakes which job."""
