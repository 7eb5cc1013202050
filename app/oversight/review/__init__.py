"""The review of a team's looks: the inbox, the student's answer, the verdict, the sign-off."""
