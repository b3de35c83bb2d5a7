package signoff

import (
	_ "embed"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"time"

	"triptych/align"
	"triptych/align/check"
	"triptych/align/message"
	"triptych/server/document"
	"triptych/server/moment"
	"triptych/server/row"
	"triptych/server/store"
)

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// sheet is what the page is written from; every word of it is in the reader's language.
type sheet struct {
	Lang, Title, Heading, Done, Reason, Print string
	Facts                                     [][2]string
	Columns                                   []string
	Rows                                      []sheetRow
}

type sheetRow struct {
	Number int
	Cells  []sheetCell
	Pairs  []sheetPair
}

type sheetCell struct {
	Lang string
	Text string
	Said string // who confirmed it
	Done bool
}

type sheetPair struct {
	Name, Said, Reason string
	Open               bool
}

// Page answers a sign-off as a page to print, in a language and a time zone:
// GET /api/documents/{id}/signoffs/{seq}/page?lang=zh-Hant&zone=Asia/Taipei.
func (s *Desk) Page(w http.ResponseWriter, r *http.Request) error {
	seq, err := number(r.PathValue("seq"), "seq")
	if err != nil {
		return err
	}
	who := deeds{cells: map[moment.CellKey]*store.Event{}, reasons: map[int64]string{}}
	d, ev, err := moment.Through(r.Context(), s.store, r.PathValue("id"), seq, who.take)
	if err != nil {
		return err
	}
	body := row.Read(ev.Body)
	if ev.Kind != "sign" || body.Signed == nil {
		return store.ErrNotFound
	}
	zone, err := time.LoadLocation(r.FormValue("zone"))
	if err != nil {
		zone = time.UTC
	}
	lang := r.FormValue("lang")
	if !slices.Contains(message.Languages(), lang) {
		lang = message.English
	}
	p := printer{lang: lang, zone: zone, doc: document.Open(d, 0, nil, document.Past{}), deeds: who}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	return pageTemplate.Execute(w, p.sheet(d, ev, body))
}

// deeds are who confirmed what, and why pairs were approved.
type deeds struct {
	cells   map[moment.CellKey]*store.Event
	reasons map[int64]string
}

// take takes note of an event.
func (k *deeds) take(ev *store.Event) {
	if ev.Kind != "state" && ev.Kind != "approve" {
		return
	}
	b := row.Read(ev.Body)
	if ev.Kind == "approve" && b.Reason != "" {
		k.reasons[ev.Seq] = b.Reason
	}
	if v, err := align.ParseVersion(b.Side); err == nil && b.Val == "done" {
		k.cells[moment.CellKey{Unit: b.Unit, Version: v}] = &store.Event{Who: ev.Who, At: ev.At}
	}
}

// printer puts a document into a sheet.
type printer struct {
	lang string
	zone *time.Location
	doc  *document.Document
	deeds
	marks map[texts]store.Approval
}

// texts are two texts of a pair.
type texts struct {
	pair align.Pair
	a, b string
}

func (p *printer) say(key string, args ...string) string { return message.Of(key, args...).In(p.lang) }

// said is who did something, and when.
func (p *printer) said(who string, at int64) string {
	return p.say("sign.by", "who", who, "when", time.UnixMilli(at).In(p.zone).Format("2006-01-02 15:04 MST"))
}

func (p *printer) sheet(d *store.Document, ev *store.Event, body *row.Body) *sheet {
	p.marks = map[texts]store.Approval{}
	for _, a := range d.Approvals { // the newest at the end
		p.marks[texts{a.Pair, a.Hashes[0], a.Hashes[1]}] = a
	}
	of := body.Signed
	share := func(n, all int) string { return strconv.Itoa(n) + " / " + strconv.Itoa(all) }
	out := &sheet{
		Lang: p.lang, Title: d.Title, Heading: p.say("sign.title"), Done: p.said(ev.Who.Name, ev.At), Print: p.say("sign.print"),
		Facts: [][2]string{
			{p.say("sign.pairs"), share(of.Approved, of.Pairs)},
			{p.say("sign.cells"), share(of.Confirmed, of.Cells)},
			{p.say("sign.errors"), strconv.Itoa(of.Errors)},
			{p.say("sign.event"), strconv.FormatInt(ev.Seq, 10)},
			{p.say("sign.sum"), of.Sum},
			{p.say("sign.chain"), ev.Chain},
		},
		Columns: []string{p.say("sign.unit")},
	}
	if body.Reason != "" {
		out.Reason = p.say("sign.because", "reason", body.Reason)
	}
	for _, v := range d.Versions {
		out.Columns = append(out.Columns, p.say("version."+v.String()))
	}
	out.Columns = append(out.Columns, p.say("sign.approved"))
	for i, u := range p.doc.Units {
		out.Rows = append(out.Rows, p.row(i, u))
	}
	return out
}

// row is a unit.
func (p *printer) row(i int, u *document.Unit) sheetRow {
	r := sheetRow{Number: i + 1}
	for _, v := range p.doc.Versions {
		cell := sheetCell{Lang: v.String(), Text: u.Text(v), Done: p.doc.State(u, v) == "done"}
		if ev := p.cells[moment.CellKey{Unit: u.ID, Version: v}]; cell.Done && ev != nil {
			cell.Said = p.said(ev.Who.Name, ev.At)
		}
		r.Cells = append(r.Cells, cell)
	}
	if u.Aside() {
		return r
	}
	for _, pair := range p.doc.Pairs() {
		one := sheetPair{Name: p.say("side."+pair[0].String()) + " – " + p.say("side."+pair[1].String())}
		status, _ := p.doc.PairStatus(u, pair)
		a, found := p.marks[texts{pair, u.Hashes[pair[0]], u.Hashes[pair[1]]}]
		if !found { // carried over from other texts of this unit
			a, found = p.doc.Given(u, pair)
		}
		switch {
		case status == check.Approved && found:
			one.Said, one.Reason = p.said(a.Who.Name, a.At), p.reasons[a.Seq]
		case status == check.Stale:
			one.Said, one.Open = p.say("sign.stale"), true
		default:
			one.Said, one.Open = p.say("sign.open"), true
		}
		r.Pairs = append(r.Pairs, one)
	}
	return r
}
