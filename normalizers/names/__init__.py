"""Names of agencies and regions."""
