"""What operators can see: logs, metrics, health and the text-free relay trace."""
