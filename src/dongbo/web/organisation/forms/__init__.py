"""Forms of units, mergers, officers and intakes."""
