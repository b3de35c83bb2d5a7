package quantity

// Near returns which part of a list of m is looked through for the i-th of n: all of
// it, but of a very long list the part that lies about as far on. A cell of 90,000
// characters may hold 10,000 quantities, and each against each is too much; what is
// said that far from its place is not what stands for it.
func Near(i, n, m int) (from, to int) {
	if m <= fitted.near.all {
		return 0, m
	}
	at := i * m / max(n, 1)
	from = max(0, min(at-fitted.near.reach, m-2*fitted.near.reach))
	return from, min(m, from+2*fitted.near.reach)
}
