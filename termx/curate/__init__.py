"""Curate: what people decide about a glossary, kept through harvests, merges and reviews.

One stage per module: `update` (a new harvest into a curated glossary), `diff`, `merge`, `lint`,
`stats`.
"""
