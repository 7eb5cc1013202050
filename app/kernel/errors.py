"""Errors that a person sees: each has an HTTP status, a sentence and what to do next."""


class CadreError(Exception):
    """A refusal or fault told to the person who asked."""

    status = 500
    code = "internal"
    reference = ""  # of a mistake of ours in the server's log

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy


class SignInNeeded(CadreError):
    """Nobody is signed in, or the session has locked."""

    status = 401
    code = "sign-in-needed"


class Forbidden(CadreError):
    """The person lacks the right, whatever the state."""

    status = 403
    code = "forbidden"


class StepUpNeeded(CadreError):
    """The person may, but must first confirm that it is they who hold the screen."""

    status = 403
    code = "step-up-needed"


class NotFound(CadreError):
    """Absent and hidden are the same to the one who asks."""

    status = 404
    code = "not-found"

    def __init__(self, sentence: str = "There is nothing here for you.", remedy: str = "") -> None:
        super().__init__(sentence, remedy or "Check the number, or go back to your list.")


class Conflict(CadreError):
    """The right is held, but the state is wrong or has just changed."""

    status = 409
    code = "conflict"


class TooLarge(CadreError):
    """The upload is larger than the product takes."""

    status = 413
    code = "too-large"


class Invalid(CadreError):
    """The input cannot be used as it is. Shape: ``also`` is what else is wrong with the same form."""

    status = 422
    code = "invalid"
    also: tuple["Invalid", ...] = ()

    def __init__(self, sentence: str, remedy: str = "", field: str = "") -> None:
        super().__init__(sentence, remedy)
        self.field = field


class TooMany(CadreError):
    """Too many tries in too short a time."""

    status = 429
    code = "too-many"

    def __init__(self, sentence: str, remedy: str = "", wait_seconds: int = 0) -> None:
        super().__init__(sentence, remedy)
        self.wait_seconds = wait_seconds


def kind_of(error: Exception) -> str:
    """Return an error's kind and the database's own code for it, without its words: they may quote what was typed."""
    cause = getattr(error, "orig", None)
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    return f"{type(error).__name__} {code}".strip()
