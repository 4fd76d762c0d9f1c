"""The screens: one module a screen, the window around them, and the parts and dialogs they share."""
