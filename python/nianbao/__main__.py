"""``python -m nianbao`` is the command ``nianbao``."""

import sys

from nianbao._command import main

sys.exit(main())
