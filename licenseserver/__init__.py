"""The reference backend of License Desk: rules in one module a noun, their endpoints in `routes`.

The client never imports it; both know each other only through `licensewire`.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("license-desk")
except PackageNotFoundError:  # run from a source tree that was never installed
    VERSION = "0.0.0"
