"""HTML for people: one folder a desk, server-rendered, better with htmx and whole without it."""
