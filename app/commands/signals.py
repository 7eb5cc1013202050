"""Which signals end what runs in a terminal, and leave be who was told not to hear that it closed."""

import signal


def outlives_terminal() -> bool:
    """Tell whether whoever started this process had it ignore that its terminal closes, as `nohup` does."""
    return signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def ending() -> tuple[signal.Signals, ...]:
    """Return the signals that ask this process to end: TERM, Ctrl-C and a closed terminal."""
    asked = (signal.SIGTERM, signal.SIGINT)
    return asked if outlives_terminal() else (*asked, signal.SIGHUP)
