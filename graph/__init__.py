"""Facts → graph → stores, answers, pictures."""
