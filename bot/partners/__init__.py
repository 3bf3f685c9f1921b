"""Language partners: members of different languages who are brought together, a pair for a week."""
