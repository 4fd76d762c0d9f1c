"""The letters of a licence's year: what each says, in every language, once for text and for HTML."""
