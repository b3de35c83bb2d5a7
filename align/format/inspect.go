package format

import (
	"strconv"
	"strings"

	"triptych/align"
	"triptych/align/letter"
	"triptych/align/message"
	"triptych/align/zh"
)

// Inspect compares the files of a document and says what looks wrong: a text in
// another version's place (with the swap that would mend it), the same text
// twice, a version missing, numbers of paragraphs that cannot be right. Problems
// come in the order of the versions.
func Inspect(files map[align.Version]*File) []Problem {
	if len(files) == 0 {
		return []Problem{*fatal(CodeEmpty, message.Of("file.none"), "file.none.do")}
	}
	var problems []Problem
	problems = append(problems, inspectColumns(files)...)
	problems = append(problems, inspectSame(files)...)
	problems = append(problems, inspectCounts(files)...)
	return append(problems, inspectMissing(files)...)
}

// inspectColumns finds texts in the wrong version's place.
func inspectColumns(files map[align.Version]*File) []Problem {
	is := map[align.Version]align.Version{} // what the text of each file is
	for v, f := range files {
		is[v] = v
		if found, sure := language(f.Segments); sure {
			is[v] = found
		}
	}
	var problems []Problem
	told := map[align.Version]bool{}
	for _, v := range align.Versions {
		found, given := is[v]
		if !given || found == v || told[v] {
			continue
		}
		p := problem(CodeColumn, about("file.column", v, found), "file.column.choose").on(v)
		other, taken := is[found]
		switch {
		case !taken:
			p.Swap = &[2]align.Version{v, found}
			p.mend("file.column.move")
		case other == v:
			p = problem(CodeColumn, about("file.swapped", v, found), "file.swapped.do").on(v)
			p.Swap = &[2]align.Version{v, found}
			told[found] = true
		case other != found:
			p.Swap = &[2]align.Version{v, found}
			p.mend("file.column.swap")
		}
		problems = append(problems, *p)
	}
	return problems
}

// about is a sentence about two versions.
func about(key string, version, other align.Version) message.Message {
	return message.Of(key, "version", version.String(), "other", other.String())
}

// language tells in which version's language segments are written; sure is
// false when there is too little to go by.
func language(segments []align.Segment) (v align.Version, sure bool) {
	var han, latin, hans, hant int
	for _, s := range segments {
		if s.Kind == align.NonContent {
			continue // code and the lines around an article speak any language
		}
		for _, r := range s.Text {
			switch {
			case letter.HanScript(r):
				han++
			case letter.LatinScript(r):
				latin++
			}
		}
		a, b := script(s.Text)
		hans, hant = hans+a, hant+b
	}
	c := chosen.language
	switch {
	case han+latin < c.letters:
		return 0, false
	case latin > c.latin*han:
		return align.En, true
	case c.mixed*han < latin-latin%3: // in whole words of three letters
		return 0, false
	case hans >= c.script && hans > c.other*hant:
		return align.Hans, true
	case hant >= c.script && hant > c.other*hans:
		return align.Hant, true
	}
	return 0, false
}

// script counts the characters that belong to one script alone. Without
// dictionaries it goes by the national character sets.
func script(s string) (hans, hant int) {
	if zh.Available() {
		return zh.Script(s)
	}
	for _, r := range s {
		if r >= 0x4E00 && r < 0x4E00+rune(len(everyday())) {
			switch everyday()[r-0x4E00] {
			case everydayHans:
				hans++
			case everydayHant:
				hant++
			}
		}
	}
	return hans, hant
}

// inspectSame finds two versions with the same text.
func inspectSame(files map[align.Version]*File) []Problem {
	var problems []Problem
	for _, pair := range align.Pairs {
		a, b := files[pair[0]], files[pair[1]]
		if a == nil || b == nil || !sameText(a.Segments, b.Segments) {
			continue
		}
		p := problem(CodeSame, about("file.same", pair[0], pair[1]), "file.same.second").on(pair[1])
		if found, sure := language(a.Segments); sure && found == pair[1] {
			p.mend("file.same.first").on(pair[0])
		}
		problems = append(problems, *p)
	}
	return problems
}

// sameText reports whether nearly all of the longer paragraphs of one version
// are in the other, letter by letter.
func sameText(a, b []align.Segment) bool {
	seen := map[string]bool{}
	for _, s := range b {
		seen[squeeze(s.Text)] = true
	}
	all, same := 0, 0
	for _, s := range a {
		if text := squeeze(s.Text); len([]rune(text)) >= chosen.beside.long && s.Kind != align.NonContent {
			all++
			if seen[text] {
				same++
			}
		}
	}
	return all > 0 && float64(same) >= chosen.beside.same*float64(all)
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// inspectCounts finds versions with far more paragraphs than another.
func inspectCounts(files map[align.Version]*File) []Problem {
	most, fewest := align.Version(0), align.Version(0)
	high, low := -1, -1
	for _, v := range align.Versions {
		f := files[v]
		if f == nil {
			continue
		}
		n := len(f.Segments)
		if high < 0 || n > high {
			most, high = v, n
		}
		if low < 0 || n < low {
			fewest, low = v, n
		}
	}
	if high < chosen.beside.times*low || high-low < chosen.beside.counts {
		return nil
	}
	says := about("file.many", most, fewest)
	says.Args["x"], says.Args["y"] = strconv.Itoa(high), strconv.Itoa(low)
	return []Problem{*problem(CodeMany, says, "file.many.do").on(most)}
}

// inspectMissing names the versions that are not there.
func inspectMissing(files map[align.Version]*File) []Problem {
	var problems []Problem
	for _, v := range align.Versions {
		if files[v] != nil {
			continue
		}
		problems = append(problems, *problem(CodeOne, message.Of("file.missing", "version", v.String()), "file.missing.do").on(v))
	}
	return problems
}
