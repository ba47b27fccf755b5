"""`python -m wgig_sim.cli` is `wgig-sim`."""

from wgig_sim.cli import main

if __name__ == "__main__":
    main()
