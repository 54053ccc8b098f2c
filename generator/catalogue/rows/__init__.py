"""What the rows of an error table say, before anybody asked whether it is true."""
