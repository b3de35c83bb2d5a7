package zh

import (
	"testing"

	"triptych/align/need"
)

func TestMostly(t *testing.T) {
	need.Dictionaries(t, Available())
	for _, r := range "万价种广极据党么胜适坏" {
		if !MostlyHans(r) {
			t.Errorf("MostlyHans(%c) = false", r)
		}
	}
	for _, r := range "於捱夥摺瞭徵" {
		if !MostlyHant(r) {
			t.Errorf("MostlyHant(%c) = false", r)
		}
	}
	// Both scripts use these, or a region writes them so.
	for _, r := range "吃群台里后面发系干准余周松谷范云几只才着覆像的一" {
		if MostlyHans(r) || MostlyHant(r) {
			t.Errorf("%c is taken for one script's", r)
		}
	}
	for r := range exclusives() {
		if MostlyHans(r) || MostlyHant(r) {
			t.Errorf("%c is in both sets", r)
		}
	}
}
