package check

// How foreign names are written in Chinese: by characters that stand for sounds.
// Names are compared by the classes of their consonants that Chinese tells apart.
