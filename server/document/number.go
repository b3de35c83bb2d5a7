package document

import "strconv"

// itoa writes a number as the argument of a sentence.
func itoa[N int | int64](n N) string { return strconv.FormatInt(int64(n), 10) }
