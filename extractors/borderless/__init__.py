"""Tables without a grid (engines `garis-datar`, `tanpa-garis`)."""
