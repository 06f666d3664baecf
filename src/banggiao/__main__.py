"""``python -m banggiao`` is the command ``banggiao``."""

import sys

from banggiao.cli import main

if __name__ == "__main__":
    sys.exit(main())
