"""The grounds on which the law lets somebody see a record. Source: 34 CFR 99.10 and 99.30 to 99.38."""

BASES = {
    "own_record": "Own record, 34 CFR 99.10",
    "school_official": "School official, 34 CFR 99.31(a)(1)",
    "consent": "Written consent, 34 CFR 99.30",
    "transfer": "Another school, 34 CFR 99.31(a)(2)",
    "audit": "Audit or evaluation, 34 CFR 99.31(a)(3)",
    "juvenile": "Juvenile justice, 34 CFR 99.31(a)(5)",
    "studies": "Study for the school, 34 CFR 99.31(a)(6)",
    "accreditation": "Accrediting body, 34 CFR 99.31(a)(7)",
    "dependent": "Parents of a dependent student, 34 CFR 99.31(a)(8)",
    "court": "Court order or subpoena, 34 CFR 99.31(a)(9)",
    "court_sealed": "Court order that forbids telling, 34 CFR 99.31(a)(9)(ii)",
    "emergency": "Health or safety emergency, 34 CFR 99.31(a)(10)",
    "directory": "Directory information, 34 CFR 99.31(a)(11)",
    "offender": "Registered offenders, 34 CFR 99.31(a)(16)",
    "welfare": "Child welfare agency, 20 U.S.C. 1232g(b)(1)(L)",
    "none": "No basis",
}
SEALED = "court_sealed"  # officers alone read such a line until a court lifts it. Source: 34 CFR 99.32(d)(5)
