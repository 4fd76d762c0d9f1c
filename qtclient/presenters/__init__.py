"""One presenter for each screen that asks the server: a frozen state, verbs, `changed`."""
