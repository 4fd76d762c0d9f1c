"""The contract between the desktop client and the backend: frozen structs, one module a noun.

Nothing here imports anything but the standard library and msgspec, so that both sides can build on it.
"""
