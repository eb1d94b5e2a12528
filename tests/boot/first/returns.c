/* returns.c - an init that does what every other program does at its end. The kernel panics. */
int main(void)
{
	return 3;
}
