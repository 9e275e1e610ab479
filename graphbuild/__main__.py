"""`python -m graphbuild` is the `graphbuild` command."""

from graphbuild.cli import main

if __name__ == "__main__":
    main()
