"""What a rule or a person found in the record of a lot."""
