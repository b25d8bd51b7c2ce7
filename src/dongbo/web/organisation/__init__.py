"""The desk of units, officers and the workbooks that bring them."""
