"""``license-desk``, ``python -m qtclient``."""

import sys

from qtclient.start import main

if __name__ == "__main__":
    sys.exit(main())
