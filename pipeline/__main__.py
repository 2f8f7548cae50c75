"""Entry of the program: `lkjip`, the same as `python -m pipeline`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a Ctrl-C that comes while it still loads is as quiet as a later one."""
    try:
        from pipeline.workers.limits import one_thread

        one_thread()
        from pipeline.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Dihentikan.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
