"""The quiz: asks through a small prompter protocol; what it produces is a requirements file like any other."""
