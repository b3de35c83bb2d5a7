package align

// halted carries an error of Options.Stop out of the loops in which it was asked for.
type halted struct{ err error }

// goOn returns unless stop, which may be nil, says why not.
func goOn(stop func() error) {
	if stop == nil {
		return
	}
	if err := stop(); err != nil {
		panic(halted{err})
	}
}

// haltedBy is deferred by what may be halted: the error is that of Stop.
func haltedBy(err *error) {
	switch p := recover().(type) {
	case nil:
	case halted:
		*err = p.err
	default:
		panic(p)
	}
}
