"""A command line with click and as many commands as flowgraph has, which do nothing."""

import click


@click.group()
@click.version_option("1")
def main():
    """Do nothing."""


for number in range(19):
    main.command(f"command-{number}", help="Do nothing.")(lambda: None)

if __name__ == "__main__":
    main()
