"""Make-believe networks with people and faults, for those who write plugins and for the hub's own proofs."""
