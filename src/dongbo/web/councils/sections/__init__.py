"""The sections of a council's page: each says what its include in templates/councils/parts needs."""
