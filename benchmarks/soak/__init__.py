"""The promises of the relay at full size: what is killed, cut, broken, silent, large or many, and what stands then."""
