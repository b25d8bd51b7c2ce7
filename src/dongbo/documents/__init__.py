"""The register: documents, their versions, provisions and files."""
