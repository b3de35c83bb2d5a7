// Package fit gives fitted numbers a handle.
//
// A package that holds weights and thresholds keeps them in one struct, in a
// file params.go: each field a float64, float32 or int, an array of those, or a
// struct of them (a group). Tags say where a number comes from: `set` names the
// texts that it was fitted on, or "chosen" where judgement set it; `date` is the
// day of that. `min` and `max` bound what the code can work with (a divisor, the
// size of a table); most numbers have no bound. A field without tags has those
// of its group.
//
// [Of] lists such a struct, and `triptych tune` changes what is listed. It is
// guaranteed that a number that was put reads back as what the code uses.
// Nothing here locks: numbers are changed only while nothing reads them, that
// is, between two evaluations and never in a server.
package fit

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
)

// Number is one fitted number: a view of a field, not a copy of it.
type Number struct {
	Name  string  // path from the package on: "align.paragraphs.gain"
	Set   string  // texts it was fitted on: "mac-dev", "trilingual", "drift", "own"; or "chosen"
	Date  string  // day of the fit, as 2026-11-21
	Whole bool    // an integer: Put rounds
	Min   float64 // least value that the code can work with; -Inf = none
	Max   float64 // greatest such value; +Inf = none
	field reflect.Value
}

// Get returns the present value.
func (n Number) Get() float64 {
	if n.Whole {
		return float64(n.field.Int())
	}
	return n.field.Float()
}

// Put changes the value: to x, or to the bound that x is beyond. An integer
// takes the nearest whole number.
func (n Number) Put(x float64) {
	x = max(n.Min, min(n.Max, x))
	if n.Whole {
		n.field.SetInt(int64(math.Round(x)))
		return
	}
	n.field.SetFloat(x)
}

// Of lists the numbers of the struct that params points to, in the order of its
// fields; their names begin with prefix. It panics where a field is no number
// or a bound does not read as one, since only a programmer can have put it
// there.
func Of(prefix string, params any) []Number {
	v := reflect.ValueOf(params)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		panic(fmt.Sprintf("fit.Of(%q): want a pointer to a struct, not %T", prefix, params))
	}
	return list(nil, Number{Name: prefix, Min: math.Inf(-1), Max: math.Inf(1)}, v.Elem())
}

// list appends the numbers below v; group has the name that theirs begin with
// and what they inherit.
func list(out []Number, group Number, v reflect.Value) []Number {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			out = list(out, group.of(v.Type().Field(i)), v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			one := group
			one.Name += "." + strconv.Itoa(i)
			out = list(out, one, v.Index(i))
		}
	case reflect.Int, reflect.Float32, reflect.Float64:
		group.Whole = v.Kind() == reflect.Int
		// Fields are not exported, and reflection may not set such; a new
		// view of the same place has no such mark.
		group.field = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
		out = append(out, group)
	default:
		panic(fmt.Sprintf("fit.Of: %s is a %s, not a number", group.Name, v.Type()))
	}
	return out
}

// of is n for a field of the group: its name, and its tags where it has any.
func (n Number) of(f reflect.StructField) Number {
	n.Name += "." + f.Name
	for tag, to := range map[string]*string{"set": &n.Set, "date": &n.Date} {
		if s := f.Tag.Get(tag); s != "" {
			*to = s
		}
	}
	for tag, to := range map[string]*float64{"min": &n.Min, "max": &n.Max} {
		if s := f.Tag.Get(tag); s != "" {
			x, err := strconv.ParseFloat(s, 64)
			if err != nil {
				panic(fmt.Sprintf("fit.Of: %s of %s: %v", tag, n.Name, err))
			}
			*to = x
		}
	}
	return n
}
