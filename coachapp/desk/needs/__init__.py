"""Who needs their coach, and for what: each kind of need is one question to the database."""
