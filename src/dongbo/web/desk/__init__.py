"""The home page, the search over everything, and the ledger."""
