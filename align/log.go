package align

import "math"

// logOf is the natural logarithm of a positive, normal x, right to about 1e-4,
// several times as fast as math.Log: exponent and mantissa are taken apart, and
// a polynomial sees to the mantissa.
func logOf(x float32) float32 {
	bits := math.Float32bits(x)
	exponent := float32(int32(bits>>23) - 127)
	m := math.Float32frombits(bits&0x7fffff|0x3f800000) - 1.5 // -0.5 to 0.5
	u := m * (1 / 1.5)
	// log(1.5) + log(1+u), |u| ≤ 1/3
	series := u * (1 + u*(-.5+u*(1./3+u*(-.25+u*(.2+u*(-1./6+u*(1./7)))))))
	return exponent*math.Ln2 + .405465108 + series
}
