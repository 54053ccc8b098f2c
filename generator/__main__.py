"""`python -m generator`, and the command that is installed."""

import gc
import sys


def main() -> int:
    """Run the tool: an interrupt is an answer wherever it comes, at its imports and at its end."""
    # To look for cycles after every 700 new values takes a twentieth of a small build.
    gc.set_threshold(70_000)
    try:
        from generator import cli

        code = cli.main()
        import signal

        # All is said. What is left is Python's own end, which would complain.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
