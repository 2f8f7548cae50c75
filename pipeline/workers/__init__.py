"""Where the work runs: processes of this machine, or Dask."""
