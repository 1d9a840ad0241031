"""The procedures of the law as tables of steps: pure, one module for each kind of proceeding."""
