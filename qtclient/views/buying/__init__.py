"""The parts of the purchase screen, one a purpose (A3, A6, A7)."""
