"""`python -m pipeline`, the same as `lkjip`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
