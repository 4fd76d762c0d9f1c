"""Parts of the screens for people without an account."""
