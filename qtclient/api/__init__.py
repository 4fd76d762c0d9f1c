"""The typed API client: one method per endpoint, and four kinds of error."""
