"""`python -m dongbo COMMAND …`: the engines on the command line."""

import sys

from dongbo.commandline.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
