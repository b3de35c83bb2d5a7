package wire

// Codes of refusals (Nack), of goodbyes (Bye) and of errors over HTTP. The
// browser acts on them; the sentence beside says what happened.
const (
	CodeBad      = "bad"      // the message is wrong in itself: it is not sent again
	CodeConflict = "conflict" // it names texts that are others by now, or an id twice
	CodeFailed   = "failed"   // an error here: it may be sent again
	CodeFull     = "full"     // no space is left to store anything
	CodeGone     = "gone"     // what it is about is no longer there
	CodeLimit    = "limit"    // more than is allowed: the browser sends smaller pieces
	CodeLogin    = "login"    // nobody is signed in, or no longer
	CodeRate     = "rate"     // too often: it is sent again in a moment
	CodeReadOnly = "readonly" // nothing can be changed now
	CodeRestart  = "restart"  // the server stops: the browser connects again
	CodeRights   = "rights"   // the role does not include it
	CodeStale    = "stale"    // others changed what it is about: look again
	CodeVersion  = "version"  // the page is older than the server
)

// Codes lists them.
var Codes = []string{
	CodeBad, CodeConflict, CodeFailed, CodeFull, CodeGone, CodeLimit, CodeLogin,
	CodeRate, CodeReadOnly, CodeRestart, CodeRights, CodeStale, CodeVersion,
}
