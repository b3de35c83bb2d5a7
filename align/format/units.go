package format

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"triptych/align"
)

// The alignment of a document as JSON:
//
//	{"versions":["en","zh-Hans","zh-Hant"],
//	 "units":[
//	  {"en":[0,1],"zh-Hans":[0],"zh-Hant":[0],"confidence":0.97,"why":["…"]}
//	]}
//
// The numbers are 0-based places of segments in their version. A version that
// the document does not have is in neither place; an empty side is [].

// present lists the versions that a document has.
func present(doc align.Document) []align.Version {
	versions := []align.Version{}
	for _, v := range align.Versions {
		if len(doc[v]) > 0 {
			versions = append(versions, v)
		}
	}
	return versions
}

// WriteJSON writes units as JSON, one to a line.
func WriteJSON(w io.Writer, doc align.Document, units []align.Unit) error {
	out := bufio.NewWriter(w)
	versions := present(doc)
	head, err := json.Marshal(versions)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "{\"versions\":%s,\n \"units\":[", head)
	for i, u := range units {
		line, err := unitJSON(versions, u)
		if err != nil {
			return fmt.Errorf("write unit %d: %w", i, err)
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n  ")
		out.Write(line)
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

func unitJSON(versions []align.Version, u align.Unit) ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for _, v := range versions {
		segs := u.Segs[v]
		if segs == nil {
			segs = []int{}
		}
		places, err := json.Marshal(segs)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%q:%s,", v.String(), places)
	}
	why := u.Why
	if why == nil {
		why = []string{}
	}
	reasons, err := plainJSON(why)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&b, "\"confidence\":%s,\"why\":%s}", rounded(u.Confidence), reasons)
	return []byte(b.String()), nil
}

// rounded gives a confidence to three decimal places; what is behind them means
// nothing.
func rounded(confidence float64) string {
	return strconv.FormatFloat(math.Round(confidence*1000)/1000, 'f', -1, 64)
}

// plainJSON marshals without escaping <, > and &.
func plainJSON(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSpace(b.String()), err
}

// ReadJSON reads what WriteJSON writes. It checks that the places are not
// negative, not that they are in the document.
func ReadJSON(r io.Reader) (versions []align.Version, units []align.Unit, err error) {
	var in struct {
		Versions []align.Version              `json:"versions"`
		Units    []map[string]json.RawMessage `json:"units"`
	}
	if err := json.NewDecoder(r).Decode(&in); err != nil {
		return nil, nil, fmt.Errorf("read units: %w", err)
	}
	for i, raw := range in.Units {
		var u align.Unit
		for key, value := range raw {
			switch key {
			case "confidence":
				err = json.Unmarshal(value, &u.Confidence)
			case "why":
				err = json.Unmarshal(value, &u.Why)
			default:
				var v align.Version
				if v, err = align.ParseVersion(key); err == nil {
					err = json.Unmarshal(value, &u.Segs[v])
				}
			}
			if err != nil {
				return nil, nil, fmt.Errorf("read unit %d, %s: %w", i, key, err)
			}
		}
		for _, side := range u.Segs {
			for _, place := range side {
				if place < 0 {
					return nil, nil, fmt.Errorf("read unit %d: there is no segment %d", i, place)
				}
			}
		}
		units = append(units, u)
	}
	return in.Versions, units, nil
}

// WriteTSV writes one row per unit, with a column per version of the document
// and one for the confidence, below a row of names. The segments of a cell stand on lines of
// their own. See WriteRow for what makes it open in a spreadsheet.
func WriteTSV(w io.Writer, doc align.Document, units []align.Unit) error {
	out := bufio.NewWriter(w)
	out.WriteString(byteOrder)
	versions := present(doc)
	row := make([]string, len(versions)+1)
	for i, v := range versions {
		row[i] = v.String()
	}
	row[len(versions)] = "confidence"
	WriteRow(out, row)
	for n, u := range units {
		for i, v := range versions {
			texts := make([]string, len(u.Segs[v]))
			for j, place := range u.Segs[v] {
				if place < 0 || place >= len(doc[v]) {
					return fmt.Errorf("write unit %d: %s has no segment %d", n, v, place)
				}
				texts[j] = doc[v][place].Text
			}
			row[i] = strings.Join(texts, "\n")
		}
		row[len(versions)] = rounded(u.Confidence)
		WriteRow(out, row)
	}
	return out.Flush()
}
