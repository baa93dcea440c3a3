"""What `benchmarks/run.py` measures: `texts` makes what there is to work on, `work` does it,
`measure` takes time and memory, `report` prints and draws.
"""
