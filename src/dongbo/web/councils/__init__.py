"""The desk of councils: their members, dossiers, reviews, meetings, ballots, revisions, and issuance."""
