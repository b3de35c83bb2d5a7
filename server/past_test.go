package server_test

import (
	"fmt"
	"strings"
	"testing"

	"triptych/align"
	"triptych/server/change"
	"triptych/server/past"
)

// TestHistoryPages: what a paragraph once said comes in pages that are bounded in
// number and in bytes, each once and without a gap.
func TestHistoryPages(t *testing.T) {
	h := newHouse(t, fast, "One | 一 | 一", "Two | 二 | 二")
	p := h.peer("p")
	many, long := seg(p, align.En, 0), seg(p, align.En, 1)
	for range 250 {
		h.edit(p, many, 0, 0, "x")
		h.idle(p)
	}
	for i := range 30 {
		n := change.Units(p.Shown(long))
		h.edit(p, long, 0, n, fmt.Sprint(i, strings.Repeat("word ", 16_000)))
		h.idle(p)
	}
	for id, want := range map[string]struct{ revisions, pages int }{many: {251, 3}, long: {31, 3}} {
		var all []past.Revision
		pages, query := 0, ""
		for older := true; older; pages++ {
			var page past.Page
			if code := h.call("GET", "/api/documents/"+h.doc+"/history?seg="+id+query, "", &page); code != 200 {
				t.Fatal(code)
			}
			size := 0
			for _, r := range page.Revisions {
				size += len(r.Text)
			}
			if len(page.Revisions) > 100 || size > 1<<20 {
				t.Errorf("a page of %d revisions, %d bytes", len(page.Revisions), size)
			}
			all, older = append(all, page.Revisions...), page.Older
			query = fmt.Sprint("&before=", all[len(all)-1].Rev)
		}
		for i, r := range all {
			if r.Rev != int64(len(all)-1-i) {
				t.Fatalf("revision %d stands at place %d of %d", r.Rev, i, len(all))
			}
		}
		if len(all) != want.revisions || pages != want.pages {
			t.Errorf("%d revisions in %d pages, want %+v", len(all), pages, want)
		}
	}
	if code := h.call("GET", "/api/documents/"+h.doc+"/history?seg="+many+"&before=-1", "", nil); code != 400 {
		t.Error(code)
	}
}
