"""License Desk, the desktop client; started by `qtclient.start`, put together by `qtclient.app`."""

__version__ = "0.1.0"
