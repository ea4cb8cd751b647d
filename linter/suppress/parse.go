package suppress

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// The directives that a comment can hold.
const (
	ignore     = "ignore"
	ignoreFile = "ignore-file"
	prefix     = "edslint:"
)

// directive is what a comment says: which rules are suppressed, and why.
type directive struct {
	verb   string // ignore or ignoreFile
	words  []word // what it calls the rules
	reason string
	end    int // of the verb, in the comment
}

// word is a part of a comment, by its offset there.
type word struct {
	text  string
	start int
}

var (
	wellFormed = regexp.MustCompile(`^(?:#|//|/\*)[ \t]*` + prefix + `(` + ignoreFile + `|` + ignore + `)(?:[ \t]|$)`)
	reasonMark = regexp.MustCompile(`(?:^|[ \t])--(?:[ \t]|$)`)
	separated  = regexp.MustCompile(`[^ \t,]+`)

	// nearly is what may be a directive misspelt: a tool, and what it is to do.
	nearly = regexp.MustCompile(`(?i)([a-z]*l[a-z]?[a-z]?t)([ \t:=_-]*)([a-z][a-z_-]*)`)
	likeID = regexp.MustCompile(`(?i)^EDS[0-9]`)
)

// parse reads a comment, with the sign that it begins with: "#", or in HCL "//"
// or "/*", of which the first line counts. It returns nil where that is no directive.
func parse(comment string) *directive {
	if strings.HasPrefix(comment, "/*") {
		comment, _, _ = strings.Cut(strings.TrimSuffix(comment, "*/"), "\n")
	}
	m := wellFormed.FindStringSubmatchIndex(comment)
	if m == nil {
		return nil
	}
	d := &directive{verb: comment[m[2]:m[3]], end: m[3]}
	names := comment[d.end:]
	if mark := reasonMark.FindStringIndex(names); mark != nil {
		d.reason = strings.TrimSpace(names[mark[1]:])
		names = names[:mark[0]]
	}
	for _, at := range separated.FindAllStringIndex(names, mostNames+1) {
		d.words = append(d.words, word{text: names[at[0]:at[1]], start: d.end + at[0]})
	}
	return d
}

// misspelt finds in a comment what was surely meant to be a directive, but is
// none. known says whether a word names a rule: that tells a directive from a
// sentence about edslint.
func misspelt(comment string, known func(string) bool) (found word, ok bool) {
	comment = comment[:min(len(comment), 500)]
	for _, m := range nearly.FindAllStringSubmatchIndex(comment, -1) {
		tool, between, verb := comment[m[2]:m[3]], comment[m[4]:m[5]], comment[m[6]:m[7]]
		exact := strings.EqualFold(tool, "edslint")
		if !exact && !spelling.Like(tool, "edslint") {
			continue
		}
		first := strings.Trim(comment[:m[0]], "#/* \t@") == ""
		glued := !strings.ContainsAny(between, " \t")
		colon := strings.Contains(between, ":")
		means := meansIgnore(verb)
		rest := strings.TrimSpace(comment[m[1]:])
		if exact && first && glued && (means || colon) || // edslint:disable, edslint-ignore
			exact && first && colon && strings.HasPrefix(verb, ignore) || // edslint: ignore
			means && (reasonMark.MatchString(rest) || names(rest, known)) { // see edslint ignore EDS301
			return word{text: comment[m[0]:m[1]], start: m[0]}, true
		}
	}
	return word{}, false
}

// meansIgnore reports whether a verb is ignore misspelt, or what other tools
// call it.
func meansIgnore(verb string) bool {
	return spelling.Like(verb, ignore) || spelling.Like(verb, ignoreFile) ||
		slices.Contains([]string{"disable", "suppress", "skip", "allow", "off", "nolint", "noqa"}, strings.ToLower(verb))
}

// names reports whether a text begins with what names a rule.
func names(text string, known func(string) bool) bool {
	first := separated.FindString(strings.TrimLeft(text, ":=([ \t"))
	return likeID.MatchString(first) || known(strings.Trim(first, "[]():"))
}

// misspeltFault says what to write instead of something misspelt.
func misspeltFault(text string, start int) source.Fault {
	meant := prefix + ignore
	if strings.Contains(strings.ToLower(text), "file") {
		meant = prefix + ignoreFile
	}
	message := fmt.Sprintf("`%s` suppresses nothing: a comment that does begins with `# %s` and a space", text, meant)
	if !strings.Contains(text, meant) {
		message = fmt.Sprintf("`%s` is no directive, and suppresses nothing; did you mean `%s`?", text, meant)
	}
	return source.Fault{Rule: RuleInvalid, Start: start, End: start + len(text), Message: message, Help: form(meant)}
}

func form(meant string) string { return fmt.Sprintf("write `# %s RULE -- reason`", meant) }
