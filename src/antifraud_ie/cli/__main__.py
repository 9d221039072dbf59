"""``python -m antifraud_ie.cli``: the command line without its script."""

from . import app

if __name__ == "__main__":
    app()
