package quantity

import "math"

// measure says what a unit measures and how much of the first unit of its
// dimension it is. Units of one system convert exactly, those of two roughly.
type measure struct {
	dimension string
	size      float64 // 0: units of this dimension do not convert
	system    byte
}

// Systems of units.
const (
	metric byte = iota
	imperial
	chinese
)

var measures = map[string]measure{
	"year": {"duration", 0, 0}, "month": {"duration", 0, 0}, "week": {"duration", 604800, 0}, "day": {"duration", 86400, 0},
	"h": {"duration", 3600, 0}, "min": {"duration", 60, 0}, "s": {"duration", 1, 0}, "ms": {"duration", 0.001, 0},

	"km": {"length", 1000, metric}, "m": {"length", 1, metric}, "cm": {"length", 0.01, metric}, "mm": {"length", 0.001, metric},
	"um": {"length", 1e-6, metric}, "nm": {"length", 1e-9, metric}, "mile": {"length", 1609.344, imperial}, "nmile": {"length", 1852, imperial},
	"ft": {"length", 0.3048, imperial}, "in": {"length", 0.0254, imperial}, "yd": {"length", 0.9144, imperial},

	"kg": {"mass", 1000, metric}, "g": {"mass", 1, metric}, "mg": {"mass", 0.001, metric}, "t": {"mass", 1e6, metric},
	"lb": {"mass", 453.6, imperial}, "oz": {"mass", 28.35, imperial}, "jin": {"mass", 500, chinese},

	"l": {"volume", 1, metric}, "ml": {"volume", 0.001, metric}, "cum": {"volume", 1000, metric}, "cukm": {"volume", 1e12, metric},
	"gal": {"volume", 3.785, imperial}, "bbl": {"volume", 159, imperial},

	"sqkm": {"area", 1e6, metric}, "sqm": {"area", 1, metric}, "ha": {"area", 1e4, metric}, "sqmile": {"area", 2.59e6, imperial},
	"acre": {"area", 4047, imperial}, "sqft": {"area", 0.0929, imperial}, "mu": {"area", 666.7, chinese}, "ping": {"area", 3.306, chinese},

	"W": {"power", 1, metric}, "kW": {"power", 1e3, metric}, "MW": {"power", 1e6, metric}, "GW": {"power", 1e9, metric}, "TW": {"power", 1e12, metric},
	"kWh": {"energy", 1, metric}, "MWh": {"energy", 1e3, metric}, "GWh": {"energy", 1e6, metric}, "TWh": {"energy", 1e9, metric},
	"V": {"voltage", 1, metric}, "kV": {"voltage", 1e3, metric},

	"bit": {"data", 0, 0}, "B": {"data", 0, 0}, "KB": {"data", 0, 0}, "MB": {"data", 0, 0}, "GB": {"data", 0, 0}, "TB": {"data", 0, 0},
	"KiB": {"data", 0, 0}, "MiB": {"data", 0, 0}, "GiB": {"data", 0, 0},

	"degC": {"temperature", 0, 0}, "degF": {"temperature", 0, 0},
}

// Dimension names what a unit measures: "duration", "money", "length", "mass",
// "data" and so on, or "" for a unit that nothing is known of.
func Dimension(unit string) string {
	if currencies[unit] {
		return "money"
	}
	return measures[unit].dimension
}

// currencies are the units of all words for money.
var currencies = func() map[string]bool {
	set := map[string]bool{}
	for _, unit := range moneyWords {
		set[unit] = true
	}
	for _, m := range moneyMarks {
		if m.unit != "" {
			set[m.unit] = true
		}
	}
	for _, m := range hanMoney {
		set[m.unit] = true
	}
	return set
}()

// Converts reports whether b is a in another unit: 700 MW and 700,000 kW, or,
// rounded, 60 miles and 97 km.
func Converts(a, b Quantity) bool {
	if a.Unit == b.Unit || a.Value == 0 {
		return false
	}
	if a.Unit == "degC" && b.Unit == "degF" || a.Unit == "degF" && b.Unit == "degC" {
		if a.Unit == "degF" {
			a, b = b, a
		}
		return math.Abs(a.Value*1.8+32-b.Value) <= fitted.same.degrees || math.Abs(a.Value*1.8-b.Value) <= fitted.same.degrees // a difference
	}
	x, y := measures[a.Unit], measures[b.Unit]
	if x.dimension == "" || x.dimension != y.dimension {
		return false
	}
	if a.Unit == "year" || b.Unit == "year" {
		if a.Unit != "year" {
			a, b = b, a
		}
		return b.Unit == "month" && near(a.Value*12, b.Value, exactly)
	}
	if x.size == 0 || y.size == 0 {
		return false
	}
	tolerance := fitted.same.across
	if x.system == y.system {
		tolerance = 1e-9
		if a.Exact != Exact || b.Exact != Exact {
			tolerance = fitted.same.within
		}
	}
	return near(a.Value*x.size, b.Value*y.size, tolerance)
}
