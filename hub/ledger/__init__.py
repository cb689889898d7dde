"""The hub's own memory: `store` has the Ledger, `entries` what goes in and comes out."""
