"""What only practice mode has: sample accounts and a payment gateway of its own (G7)."""
