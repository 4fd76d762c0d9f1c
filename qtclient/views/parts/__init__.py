"""Small shared widgets, one module a kind. None of them knows a screen, a presenter or the server."""
