"""Cancelling and withdrawing by declaration: open to everybody, signed in or not."""
