package quantity

// Set is the quantities of one text, ready to be compared with those of others.
type Set struct {
	text   []rune
	list   []Quantity
	digits map[string][]int // see digitRuns; nil until it is asked for
}

// SetOf takes a text, in runes, and its quantities as Find returned them.
func SetOf(text []rune, list []Quantity) *Set { return &Set{text: text, list: list} }

// owners returns of which quantities the text has a number in digits, see digitRuns.
func (s *Set) owners(digits string) []int {
	if s.digits == nil {
		s.digits = digitRuns(s.text, s.list)
	}
	return s.digits[digits]
}

// Ledger says, for each quantity of a text, how it stands to another text. The
// two questions differ: of three times "two" two may be met by 两个 and 第二, the
// third is left, and yet it is found.
type Ledger struct {
	Met   []bool // a quantity of the other text was paired off with it
	Found []bool // something there can stand for it, however often
}

// Compare compares two texts: a's ledger says how a's quantities stand to b, b's
// the other way round.
func Compare(a, b *Set) (ofA, ofB Ledger) {
	ofA.Met, ofB.Met = match(a.list, b.list)
	ofA.Found = foundIn(a.list, b)
	ofB.Found = foundIn(b.list, a)
	return ofA, ofB
}

// match pairs off the quantities of two texts, the surest first: an order that
// lets 三天 take "three days" before "the third day" can.
func match(a, b []Quantity) (metA, metB []bool) {
	metA, metB = make([]bool, len(a)), make([]bool, len(b))
	for sure := range passes {
		for i := range a {
			if metA[i] {
				continue
			}
			from, to := Near(i, len(a), len(b))
			for j := from; j < to; j++ {
				if !metB[j] && matches(&a[i], &b[j], sure) {
					metA[i], metB[j] = true, true
					break
				}
			}
		}
	}
	meetEnds(a, b, metA, metB)
	meetEnds(b, a, metB, metA)
	return metA, metB
}

// passes is the number of degrees of sureness that matches knows.
const passes = 3

// matches reports whether a and b may be paired off in a pass: first those of
// one kind and value whose units agree, then what can mean the same (half and
// 50%), last also where one has no unit that the other states.
func matches(a, b *Quantity, pass int) bool {
	if pass == 0 && a.Kind != b.Kind || pass > 0 && unlike(a, b) || UnitsConflict(*a, *b) {
		return false
	}
	switch pass {
	case 0:
		return sameKey(a, b) && SameUnit(*a, *b)
	case 1:
		return Same(*a, *b) && SameUnit(*a, *b)
	}
	return Same(*a, *b)
}

// foundIn reports of each quantity of a whether anything in b, or its bare
// digits in b's text, can stand for it, however often.
func foundIn(a []Quantity, b *Set) []bool {
	found := make([]bool, len(a))
	for i := range a {
		from, to := Near(i, len(a), len(b.list))
		list := b.list[from:to]
		for j := 0; j < len(list) && !found[i]; j++ {
			found[i] = !unlike(&a[i], &list[j]) && Agree(a[i], list[j]) || endOf(a[i], list[j])
		}
		found[i] = found[i] || inEnds(a[i], list) || spelledAlike(&a[i], b)
	}
	return found
}

// Agree reports whether a and b can mean the same and their units do not speak
// against it.
func Agree(a, b Quantity) bool { return Same(a, b) && !UnitsConflict(a, b) }

// Among returns the quantity of list that agrees with x; else the last range
// there that x is an end of, or end of x's range; nil for none.
func Among(x Quantity, list []Quantity) (found *Quantity) {
	for j := range list {
		y := &list[j]
		switch {
		case Agree(x, *y):
			return y
		case Touch(x, *y):
			found = y
		}
	}
	return found
}
