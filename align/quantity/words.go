package quantity

import "triptych/align/letter"

// The words of English quantities. All lower case.

var smallWords = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
	"seventeen": 17, "eighteen": 18, "nineteen": 19,
}

var tenWords = map[string]float64{
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var scaleWords = map[string]float64{
	"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12, "score": 20,
}

// pluralScales are orders of magnitude: "tens of thousands", "dozens".
var pluralScales = map[string]float64{
	"tens": 10, "dozens": 10, "scores": 10, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12,
}

// scaleMarks stand directly behind digits; "m" counts only with a currency.
var scaleMarks = map[string]float64{
	"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12,
}

var ordinalWords = map[string]float64{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
	"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
	"firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4, "fifthly": 5,
	"fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}

var fractionWords = map[string]float64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
	"fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
	"ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "hundredth": 100, "hundredths": 100,
}

var timesWords = map[string]float64{
	"twice": 2, "thrice": 3, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3, "tripled": 3,
	"triples": 3, "tripling": 3, "quadruple": 4, "quadrupled": 4, "quadrupling": 4, "twofold": 2, "threefold": 3,
	"fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10,
	"hundredfold": 100, "thousandfold": 1000,
}

var monthWords = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
	"september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// beforeMonth are words behind which "may" and "march" are months.
var beforeMonth = map[string]bool{
	"in": true, "of": true, "since": true, "last": true, "next": true, "this": true, "early": true, "late": true,
	"mid": true, "until": true, "till": true, "by": true, "from": true, "through": true, "during": true, "on": true,
	"before": true, "after": true, "every": true, "each": true, "between": true, "to": true,
}

var datePrefixes = map[string]bool{
	"mid": true, "pre": true, "post": true, "early": true, "late": true, "since": true, "non": true, "sub": true,
}

var unitWords = map[string]string{
	"year": "year", "years": "year", "yr": "year", "yrs": "year", "month": "month", "months": "month",
	"week": "week", "weeks": "week", "day": "day", "days": "day", "hour": "h", "hours": "h", "hr": "h", "hrs": "h",
	"minute": "min", "minutes": "min", "mins": "min", "min": "min", "second": "s", "seconds": "s", "sec": "s", "secs": "s",
	"millisecond": "ms", "milliseconds": "ms", "ms": "ms",
	"km": "km", "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km",
	"m": "m", "meter": "m", "meters": "m", "metre": "m", "metres": "m", "cm": "cm", "centimeters": "cm", "centimetres": "cm",
	"mm": "mm", "millimeters": "mm", "millimetres": "mm", "mile": "mile", "miles": "mile", "foot": "ft", "feet": "ft", "ft": "ft",
	"inch": "in", "inches": "in", "yard": "yd", "yards": "yd", "kg": "kg", "kilogram": "kg", "kilograms": "kg", "kilo": "kg", "kilos": "kg",
	"gram": "g", "grams": "g", "g": "g", "mg": "mg", "milligram": "mg", "milligrams": "mg", "micrometers": "um", "micrometres": "um", "microns": "um",
	"milliliter": "ml", "milliliters": "ml", "millilitre": "ml", "millilitres": "ml", "ml": "ml", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t",
	"pound": "lb", "pounds": "lb", "lb": "lb", "lbs": "lb", "ounce": "oz", "ounces": "oz", "oz": "oz",
	"liter": "l", "liters": "l", "litre": "l", "litres": "l", "barrel": "bbl", "barrels": "bbl",
	"acre": "acre", "acres": "acre", "hectare": "ha", "hectares": "ha", "ha": "ha", "gallon": "gal", "gallons": "gal", "gal": "gal",
	"sqft": "sqft", "sqm": "sqm",
	"volt": "V", "volts": "V", "kv": "kV", "kilovolt": "kV", "kilovolts": "kV",
	"watt": "W", "watts": "W", "kw": "kW", "kilowatt": "kW", "kilowatts": "kW", "mw": "MW", "megawatt": "MW", "megawatts": "MW",
	"gw": "GW", "gigawatt": "GW", "gigawatts": "GW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh",
	"terawatt": "TW", "terawatts": "TW",
	"byte": "B", "bytes": "B", "bit": "bit", "bits": "bit", "kb": "KB", "mb": "MB", "gb": "GB", "tb": "TB", "kib": "KiB", "mib": "MiB", "gib": "GiB",
	"kilobytes": "KB", "megabytes": "MB", "gigabytes": "GB", "terabytes": "TB",
	"hz": "Hz", "khz": "kHz", "mhz": "MHz", "ghz": "GHz", "mph": "mph", "km/h": "km/h", "degree": "deg", "degrees": "deg",
	"mbps": "Mbps", "gbps": "Gbps", "px": "px", "pixels": "px", "nm": "nm",
}

var moneyWords = map[string]string{
	"dollar": "USD", "dollars": "USD", "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR", "yuan": "CNY", "rmb": "CNY",
	"renminbi": "CNY", "cny": "CNY", "yen": "JPY", "jpy": "JPY", "sterling": "GBP", "gbp": "GBP", "rouble": "RUB", "roubles": "RUB",
	"ruble": "RUB", "rubles": "RUB", "rupee": "INR", "rupees": "INR", "won": "KRW", "franc": "CHF", "francs": "CHF", "hkd": "HKD",
	"twd": "TWD", "ntd": "TWD", "cent": "cent", "cents": "cent", "hryvnia": "UAH", "peso": "MXN", "pesos": "MXN",
	"krone": krone, "kroner": krone, "krona": krone, "kronor": krone, "krónur": krone, "króna": krone, "kronur": krone, "sek": krone, "nok": krone, "dkk": krone, "isk": krone,
	"zloty": "PLN", "zlotys": "PLN", "lira": "TRY", "liras": "TRY", "rand": "ZAR", "baht": "THB", "dong": "VND", "rupiah": "IDR", "ringgit": "MYR",
	"forint": "HUF", "forints": "HUF", "koruna": "CZK", "shekel": "ILS", "shekels": "ILS", "dirham": "AED", "dirhams": "AED", "riyal": "SAR", "riyals": "SAR",
	"dinar": "dinar", "dinars": "dinar", "pataca": "MOP", "patacas": "MOP", "nzd": "NZD", "aud": "AUD", "cad": "CAD", "sgd": "SGD", "chf": "CHF", "krw": "KRW", "inr": "INR",
}

// krone is the crown of any of the Nordic countries; texts seldom say whose.
const krone = "KR"

// moneyMarks stand before the digits, the longer ones first.
var moneyMarks = []struct{ mark, unit string }{
	{"US$", "USD"}, {"HK$", "HKD"}, {"NT$", "TWD"}, {"A$", "AUD"}, {"AU$", "AUD"}, {"C$", "CAD"}, {"CA$", "CAD"}, {"S$", "SGD"}, {"NZ$", "NZD"},
	{"RMB", "CNY"}, {"CNY", "CNY"}, {"USD", "USD"}, {"EUR", "EUR"}, {"GBP", "GBP"}, {"JPY", "JPY"}, {"HKD", "HKD"}, {"TWD", "TWD"}, {"NTD", "TWD"},
	{"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", ""}, {"￥", ""}, {"₽", "RUB"}, {"₩", "KRW"}, {"₹", "INR"}, {"₴", "UAH"},
}

// attached lists what may stand directly behind the digits of a number.
var attached = func() map[string]bool {
	set := map[string]bool{"st": true, "nd": true, "rd": true, "th": true, "s": true, "am": true, "pm": true, "a": true, "p": true,
		"x": true, "pp": true, "pc": true, "bps": true, "c": true, "f": true, "fold": true}
	for w := range unitWords {
		set[w] = true
	}
	for w := range scaleMarks {
		set[w] = true
	}
	return set
}()

// currencyPrefix reports whether a folded chunk is a currency code with digits
// directly behind it: rmb500.
func currencyPrefix(text string) bool {
	if len(text) < 4 || !letter.Digit(text[3]) {
		return false
	}
	_, ok := moneyWords[text[:3]]
	return ok
}

var aboutWords = map[string]Exactness{
	"about": About, "around": About, "approximately": About, "roughly": About, "nearly": About, "almost": About,
	"some": About, "circa": About, "estimated": About, "close": About, "approx": About,
	"over": AtLeast, "least": AtLeast, "exceeding": AtLeast, "above": AtLeast,
	"under": AtMost, "most": AtMost, "below": AtMost, "within": AtMost,
}

var weekdayWords = map[string]int{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
	"mondays": 1, "tuesdays": 2, "wednesdays": 3, "thursdays": 4, "fridays": 5, "saturdays": 6, "sundays": 7,
}
