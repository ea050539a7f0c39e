"""How requests leave the machine: which addresses may be reached, with whose certificates, and how much is read."""
