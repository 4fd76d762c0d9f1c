"""Rules of what a person types: pure functions over text, known to no widget and asking no server."""
