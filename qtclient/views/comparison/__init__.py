"""The plans side by side: what each offers, feature by feature (A2)."""
