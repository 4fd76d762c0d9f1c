"""Every screen in its states, drawn without a server: pictures to look at, and a check that all words fit."""
