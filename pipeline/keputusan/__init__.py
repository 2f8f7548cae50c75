"""What people decided: lines of `OUTPUT/keputusan/`, which hold before any evidence, in this run and in every later one."""
