"""Files of other programs, read and written: pure, no Django, no database, no clock."""
