"""Every letter, with facts as they are in life."""
