"""What the commands do: `run(asked)` of each module returns an answer that has `as_json()` (docs/json.md)."""
