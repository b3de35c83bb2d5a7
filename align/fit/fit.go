// Package fit gives fitted numbers a handle.
//
// A package that holds weights and thresholds keeps them in one struct, in a
// file params.go: each field a float64, float32 or int, an array of those, or a
// struct of them (a group). Tags say where a number comes from: `set` names the
// texts that it was fitted on, or "chosen" where judgement set it; `date` is the
// day of that. A field without tags has those of its group.
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
	Name  string // path from the package on: "align.paragraphs.gain"
	Set   string // texts it was fitted on: "mac-dev", "trilingual", "drift", "own"; or "chosen"
	Date  string // day of the fit, as 2026-11-21
	Whole bool   // an integer: Put rounds
	field reflect.Value
}

// Get returns the present value.
func (n Number) Get() float64 {
	if n.Whole {
		return float64(n.field.Int())
	}
	return n.field.Float()
}

// Put changes the value. An integer takes the nearest whole number.
func (n Number) Put(x float64) {
	if n.Whole {
		n.field.SetInt(int64(math.Round(x)))
		return
	}
	n.field.SetFloat(x)
}

// Of lists the numbers of the struct that params points to, in the order of its
// fields; their names begin with prefix. It panics where a field is no number,
// since only a programmer can have put it there.
func Of(prefix string, params any) []Number {
	v := reflect.ValueOf(params)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		panic(fmt.Sprintf("fit.Of(%q): want a pointer to a struct, not %T", prefix, params))
	}
	return list(nil, prefix, "", "", v.Elem())
}

// list appends the numbers below v. set and date are those of its group.
func list(out []Number, name, set, date string, v reflect.Value) []Number {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			out = list(out, name+"."+f.Name, or(f.Tag.Get("set"), set), or(f.Tag.Get("date"), date), v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			out = list(out, name+"."+strconv.Itoa(i), set, date, v.Index(i))
		}
	case reflect.Int, reflect.Float32, reflect.Float64:
		// Fields are not exported, and reflection may not set such; a new
		// view of the same place has no such mark.
		field := reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
		out = append(out, Number{name, set, date, v.Kind() == reflect.Int, field})
	default:
		panic(fmt.Sprintf("fit.Of: %s is a %s, not a number", name, v.Type()))
	}
	return out
}

func or(tag, inherited string) string {
	if tag != "" {
		return tag
	}
	return inherited
}
