"""Call a teacher: a tech presses a button, and the teacher's pages say so within the minute."""
