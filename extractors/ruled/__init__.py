"""Tables with ruling lines (engine `garis`)."""
