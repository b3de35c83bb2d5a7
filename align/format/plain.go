package format

// Text turns the bytes of a plain text into text, whatever of the encodings that files
// are read in they have. The error is a *Problem, which says what can be done.
func Text(data []byte) (string, error) {
	decoded, _, problem := decode(data, false)
	if problem != nil {
		return "", problem
	}
	return decoded, nil
}
