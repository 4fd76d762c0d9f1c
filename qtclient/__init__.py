"""License Desk, the desktop client; started by `qtclient.__main__`, put together by `qtclient.app`."""

__version__ = "0.1.0"
