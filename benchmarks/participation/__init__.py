"""What participation costs at full size: recording, and reading the sums of many."""
