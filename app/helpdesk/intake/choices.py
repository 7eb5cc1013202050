"""What the form offers, in a requester's words; a category that a school added keeps its own name."""

COMMON = ("power", "wifi", "accounts", "repair", "display", "other")
SHORT = {
    "power": "Won’t turn on",
    "wifi": "Wi-Fi",
    "accounts": "Can’t sign in",
    "repair": "Broken part",
    "display": "Screen, projector",
    "other": "Something else",
    "sound": "Sound",
    "keyboard": "Keys, touchpad",
    "apps": "An app",
    "browser": "A web page",
    "files": "My files",
    "printing": "Printing",
    "classroom": "Board, camera",
    "loaner": "Loaner, charger",
    "counselor": "Talk to a counselor",
    "health": "Health or safety",
}
BEGAN = ("Today", "Yesterday", "This week", "Longer ago", "It comes and goes")
NETWORKS = ("School Wi-Fi", "Home Wi-Fi", "A cable", "A phone’s hotspot", "I don’t know")
AWAY = "away"
NO_DEVICE = "none"
OTHER_DEVICE = "other"


def in_asking_order(codes: list[str]) -> tuple[list[str], list[str]]:
    """Return the common kinds first, then the rest, each in its order."""
    return [code for code in COMMON if code in codes], [code for code in codes if code not in COMMON]
