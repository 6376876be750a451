"""What a claim grows by, where it stops growing, and what a payment is set against."""
