"""Who took part, and whether those who write in different languages meet. Pure rules: nothing is kept here."""
