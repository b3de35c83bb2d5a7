package row

import (
	"regexp"
	"strings"

	"triptych/align"
)

var validMade = regexp.MustCompile(`^zh-Han[st]@[0-9]{1,18}(\+[0-9]{1,18})*$`)

// MadeFor reports whether a cell of version v can have been converted from made:
// zh-Hant from "zh-Hans@12" or, of several segments, "zh-Hans@3+0".
func MadeFor(v align.Version, made string) bool {
	if !v.IsChinese() || len(made) > 200 {
		return false
	}
	other := align.Hans + align.Hant - v
	return strings.HasPrefix(made, other.String()+"@") && validMade.MatchString(made)
}
