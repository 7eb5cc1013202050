"""Say what a label of somebody else's texts means to us: personal, technical, harmless, or left aside."""

import re

_PERSONAL = {
    "name": (
        "person per name personname firstname lastname fullname givenname familyname surname middlename preferredname "
        "nickname student studentname teacher teachername staff staffname guardian guardianname parent parentname "
        "caregiver sibling friend tech namestudent nameteacher personfirst personlast people initials namepatient"
    ),
    "mail": "email emailaddress mail mailaddress useremail",
    "phone": "phone phonenumber telephone tel cell mobile fax phonenum usphone phoneno",
    "number": (
        "number studentnumber studentid studentno stuid id idnum idnumber idcard ssn usssn socialsecurity creditcard "
        "creditcardnumber card iban ibancode passport uspassport passportnumber driverlicense usdriverlicense bank "
        "usbanknumber bankaccount accountnumber medicallicense usitin nationalid lunchnumber badge badgenumber"
    ),
    "address": (
        "address streetaddress homeaddress street postaladdress ip ipaddress ipv4 ipv6 mac macaddress"
    ),
    "date": "birthdate dateofbirth dob birthday datebirth",
    "secret": "password passwd passphrase passcode pin secret credential otp locker lockercombination",
    "account": "username user login loginname handle account socialhandle socialmedia gamertag userid signin",
}
_TECHNICAL = (
    "technical tech technicaltoken techtoken technology token code errorcode error model "
    "modelnumber devicemodel device app application software port version room network ssid wifi "
    "wifinetwork product brand os operatingsystem hardware printer printername asset assettag "
    "devicetag serial serialnumber command setting part sku service website browser driver vendor"
)
_HARMLESS = "o harmless none word plain notpersonal negative"
_LINKS = frozenset({"url", "link", "uri", "personallink"})

_CLASS = {label: kind for kind, labels in _PERSONAL.items() for label in labels.split()}
_CLASS |= dict.fromkeys(_TECHNICAL.split(), "technical")
_CLASS |= dict.fromkeys(_HARMLESS.split(), "harmless")
_CLASS["tech"] = "technical"
_MACHINE = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?|(?i:[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5})")
_TELLING = re.compile(r"[?&#@]|/(?:u|user|users|profile|people)/")

PERSONAL = frozenset(_PERSONAL) | {"link"}
KIND_CLASS = {"word": "name"}  # the masker's own kinds that stand for another class


def class_of(label: str, value: str) -> str:
    """Return what a label stands for: a class of ``PERSONAL``, technical, harmless, or nothing when left aside.

    Shape: a link is personal when it carries a query, a fragment or an account; titles, places, organizations,
    ages, plain dates and labels not known here are left aside: they count neither as hit nor as harm. So is the
    address of a machine that is labelled as technical: it is to be hidden, whoever labelled it.
    """
    plain = re.sub(r"[^a-z0-9]", "", re.sub(r"^[BIESLU]-", "", label).lower())
    if plain in _LINKS:
        return "link" if _TELLING.search(value) else ""
    found = _CLASS.get(plain) or _CLASS.get(plain.rstrip("s"), "")
    return "" if found == "technical" and _MACHINE.fullmatch(value) else found
