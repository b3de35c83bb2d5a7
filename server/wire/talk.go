package wire

// Talk tells of threads of comments that are new or have changed, each as it is now.
// It has no sequence number and may come at any time: what people say to each other
// about a document changes nothing in it.
type Talk struct {
	T       string   `json:"t"` // talk
	Threads []Thread `json:"threads"`
}

// Thread is what people say to each other about one unit, or about words in it.
type Thread struct {
	ID   string `json:"id"`
	Unit string `json:"unit"` // about which it began
	// Segs are the unit's segments when it began, the one that it is about first. Where they
	// were joined into others since, those stand behind them, or before them in a thread
	// about words.
	Segs     []string  `json:"segs"`
	Quote    string    `json:"quote,omitempty"` // words in the first of Segs; "" = it is about the unit
	Rev      int64     `json:"rev"`             // counts its changes: of two tellings the higher is the later
	Resolved *Resolved `json:"resolved,omitempty"`
	Comments []Comment `json:"comments"` // in order
}

// Resolved says who said that a thread is dealt with, and when.
type Resolved struct {
	By string `json:"by"`
	At int64  `json:"at"` // unix ms
}

// Comment is what somebody said. Of one that its author took back no word is told.
type Comment struct {
	ID     string    `json:"id"`
	Who    Named     `json:"who"`
	At     int64     `json:"at"`
	Text   string    `json:"text"`
	To     []Named   `json:"to,omitempty"`     // who is mentioned: "@" and the name stand in Text
	Edited int64     `json:"edited,omitempty"` // when it was put otherwise; 0 = never
	Was    []Earlier `json:"was,omitempty"`    // what it said before, the oldest first
	Gone   int64     `json:"gone,omitempty"`   // when it was taken back; 0 = it was not
}

// Named is a person by id and name.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Earlier is what a comment said until At.
type Earlier struct {
	At   int64  `json:"at"`
	Text string `json:"text"`
}
